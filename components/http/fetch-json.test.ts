import { describe, expect, it } from "vitest";
import { nextCursorOf } from "./fetch-json";

describe("nextCursorOf", () => {
  it("reads the cursor of the next page", () => {
    const link = '</api/presentations/jobs?limit=20&cursor=WzE%3D>; rel="next"';
    expect(nextCursorOf(new Headers({ link }))).toBe("WzE=");
  });

  it("is null on the last page, with or without other links", () => {
    expect(nextCursorOf(new Headers())).toBeNull();
    expect(nextCursorOf(new Headers({ link: '</api/presentations/jobs?cursor=a>; rel="first"' }))).toBeNull();
  });
});
