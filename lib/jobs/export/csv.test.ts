import { describe, expect, it, test } from "vitest";
import { csvLine } from "./csv";

describe("a line of CSV", () => {
  it.each([
    ["plain text", "plain text"],
    ["a,b", '"a,b"'],
    ['said "no"', '"said ""no"""'],
    ["two\nlines", '"two\nlines"'],
    ["two\r\nlines", '"two\r\nlines"'],
    ["", ""],
    ["中文、音乐", "中文、音乐"],
  ])("writes %j as %s", (text, cell) => {
    expect(csvLine([text])).toBe(`${cell}\r\n`);
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x","y")'])(
    "keeps %j from being a formula",
    (text) => {
      const cell = csvLine([text]).trimEnd();
      expect(cell.replace(/^"/, "")).toMatch(/^'/);
    },
  );

  it("leaves signs inside a text alone", () => {
    expect(csvLine(["a=b", "5-3"])).toBe("a=b,5-3\r\n");
  });

  test("numbers, flags and nothing", () => {
    expect(csvLine([1.5, true, false, null, 0])).toBe("1.5,true,false,,0\r\n");
  });
});
