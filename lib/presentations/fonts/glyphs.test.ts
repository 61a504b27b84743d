import { describe, expect, it } from "vitest";
import { fontRuns, glyphOf } from "./glyphs";

describe("fontRuns", () => {
  it.each([
    ["ритм Ρυθμός", ["noto-sans-regular"]],
    ["节奏リズム", ["noto-sans-sc-regular"]],
    ["리듬", ["noto-sans-kr-regular"]],
    ["♩♪♫♭♯", ["noto-sans-symbols"]],
    ["𝄞𝄢", ["noto-music"]],
    ["الإيقاع", ["noto-sans-arabic-regular"]],
    ["הקצב", ["noto-sans-hebrew-regular"]],
    ["😀👩‍🏫", ["noto-emoji"]],
  ])("draws %s with %j", (text, files) => {
    expect(fontRuns(text, "Noto Sans", false).map(({ file }) => file)).toEqual(files);
  });

  it("keeps every character of mixed text, in order", () => {
    const text = "Clap ♪ 节奏 now";
    const runs = fontRuns(text, "Gelasio", true);
    expect(runs.map((run) => run.text).join("")).toBe(text);
    expect(runs.map(({ file }) => file)).toContain("gelasio-bold");
  });

  it("shows U+FFFD for a character that no font has, and nothing for a lone joiner", () => {
    expect(fontRuns("\ue000", "Noto Sans", false)).toEqual([{ file: "noto-sans-regular", text: "\ufffd" }]);
    expect(fontRuns("\u200d", "Noto Sans", false)).toEqual([]);
  });
});

describe("glyphOf", () => {
  it("gives invisible characters no width", () => {
    expect(glyphOf(0x200d, "Noto Sans", false).advance).toBe(0);
    expect(glyphOf(0xfe0f, "Noto Sans", false).advance).toBe(0);
  });
});
