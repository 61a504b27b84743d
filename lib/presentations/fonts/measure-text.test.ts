import { describe, expect, it } from "vitest";
import { type LineRange, measureText, widthOf, wrapText } from "./measure-text";

const plain = (text: string) => measureText([{ text, bold: false }], "Noto Sans");
const textOf = (text: string, lines: LineRange[]) => lines.map(({ start, end }) => text.slice(start, end));

describe("wrapText", () => {
  it("breaks between words and drops the space there", () => {
    const text = "Clap the pattern with your hands";
    const lines = wrapText(plain(text), 150, 20);
    expect(lines.length).toBeGreaterThan(1);
    expect(textOf(text, lines).join(" ")).toBe(text);
    for (const line of lines) expect(widthOf(plain(text), line, 20)).toBeLessThanOrEqual(150);
  });

  it("breaks Chinese between characters but not before a comma", () => {
    const text = "节奏，节奏，节奏，节奏，";
    const lines = textOf(text, wrapText(plain(text), 50, 20));
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line).not.toMatch(/^，/);
  });

  it.each(["👩‍🏫e\u0301", "𝄞", "a𝄞\u0301"])(
    "cuts words of %s that are wider than the line, never inside one",
    (character) => {
      const text = character.repeat(40);
      const lines = textOf(text, wrapText(plain(text), 60, 20));
      expect(lines.join("")).toBe(text);
      for (const line of lines) expect(line).not.toMatch(/^[\p{M}\u200d]|\u200d$|^[\udc00-\udfff]/u);
    },
  );

  it("gives an empty text one empty line", () => {
    expect(wrapText(plain(""), 100, 20)).toEqual([{ start: 0, end: 0 }]);
  });

  it("goes on when the line is narrower than any character", () => {
    expect(wrapText(plain("abc"), 1, 20)).toHaveLength(3);
  });
});

describe("measureText", () => {
  it("measures bold wider than regular", () => {
    const text = "Rhythm";
    const bold = measureText([{ text, bold: true }], "Noto Sans");
    const all = { start: 0, end: text.length };
    expect(widthOf(bold, all, 20)).toBeGreaterThan(widthOf(plain(text), all, 20));
  });
});
