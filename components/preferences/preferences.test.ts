import { describe, expect, it } from "vitest";
import { LANGUAGE_COOKIE, readPreferences, TIME_ZONE_COOKIE } from "./preferences";

const read = (cookies: Record<string, string>, accept: string | null = null) =>
  readPreferences((name) => cookies[name], accept);

describe("readPreferences", () => {
  it("takes what was chosen before what the browser wants", () => {
    expect(read({ [LANGUAGE_COOKIE]: "en", [TIME_ZONE_COOKIE]: "Asia/Shanghai" }, "zh-CN")).toEqual({
      language: "en",
      timeZone: "Asia/Shanghai",
    });
  });

  it("takes what the browser wants where nothing is chosen, or something unknown", () => {
    expect(read({}, "zh-CN")).toEqual({ language: "zh-CN", timeZone: "local" });
    expect(read({ [LANGUAGE_COOKIE]: "xx", [TIME_ZONE_COOKIE]: "Mars/Base" }, "en")).toEqual({
      language: "en",
      timeZone: "local",
    });
  });
});
