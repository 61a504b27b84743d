import { describe, expect, it } from "vitest";
import { negotiateLanguage } from "./languages";

describe("negotiateLanguage", () => {
  it.each([
    [null, "en"],
    ["", "en"],
    ["en-GB,en;q=0.9", "en"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"],
    ["zh-Hans-SG", "zh-CN"],
    ["en;q=0.5, zh;q=0.9", "zh-CN"],
    ["zh;q=0, en;q=0.1", "en"],
    ["zh-TW,zh-Hant;q=0.9", "en"],
    ["de-DE,fr;q=0.5", "en"],
    ["de, zh;q=0.3", "zh-CN"],
    ["de , zh-CN ; q=0.3", "zh-CN"],
  ])("answers %s with %s", (header, language) => {
    expect(negotiateLanguage(header)).toBe(language);
  });

  it("is not held up by a header that goes on and on", () => {
    expect(negotiateLanguage(`a${" ".repeat(1_000_000)}b`)).toBe("en");
    expect(negotiateLanguage(`zh-CN,${"a;".repeat(500_000)}`)).toBe("zh-CN");
  });
});
