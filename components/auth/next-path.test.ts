import { describe, expect, it } from "vitest";
import { safeNextPath } from "./next-path";

describe("safeNextPath", () => {
  it("keeps a path of this site with its query", () => {
    expect(safeNextPath("/jobs?status=failed&priority=high#top")).toBe(
      "/jobs?status=failed&priority=high#top",
    );
  });

  it.each([
    undefined,
    ["/jobs", "/lessons"],
    "",
    "jobs",
    "//evil.example/jobs",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "https://evil.example/jobs",
    "javascript:alert(1)",
    "http://[",
  ])("goes to the overview instead of %o", (next) => {
    expect(safeNextPath(next)).toBe("/");
  });
});
