import { expect, it } from "vitest";
import { wholeNumber } from "./whole-number";

it.each([
  ["1", 1],
  ["300", 300],
  ["301", null],
  ["0", null],
  ["-1", null],
  ["1.5", null],
  ["", null],
  [" ", null],
  ["ten", null],
  [null, null],
])("reads %j within 1 and 300 as %j", (text, number) => {
  expect(wholeNumber(text, 1, 300)).toBe(number);
});
