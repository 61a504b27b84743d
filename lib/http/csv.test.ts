import { expect, test } from "vitest";
import { csvLine } from "./csv";

test.each([
  [["a", 1, true, null, undefined], "a,1,true,,\r\n"],
  [['say "hi"', "a,b", "two\nlines"], '"say ""hi""","a,b","two\nlines"\r\n'],
  [[{ role: ["viewer", "admin"] }], '"{""role"":[""viewer"",""admin""]}"\r\n'],
])("writes %j as a line", (cells, line) => {
  expect(csvLine(cells)).toBe(line);
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠SUM(A1)"])(
  "takes the meaning of a formula from %j",
  (cell) => {
    expect(csvLine([cell]).replace(/^"/, "")).toMatch(/^'/);
  },
);

test("leaves numbers below zero numbers, and what only contains such a sign alone", () => {
  expect(csvLine([-1, "a=b", " =1"])).toBe("-1,a=b, =1\r\n");
});

test.each([
  ['x;=HYPERLINK("http://evil","ok")', `"x;'=HYPERLINK(""http://evil"",""ok"")"\r\n`],
  ["two\n+lines", `"two\n'+lines"\r\n`],
  ["a\t@b", "a\t'@b\r\n"],
  ["a;＝b", "a;'＝b\r\n"],
])("takes the meaning of a formula where a spreadsheet may begin another cell: %j", (cell, line) => {
  expect(csvLine([cell])).toBe(line);
});
