import { expect, test } from "vitest";
import { isPreselected } from "./preselected";

const at = "2026-03-08T12:00:00.000Z";
const yesterday = "2026-03-07T12:00:00.001Z";
const earlier = "2026-03-07T12:00:00.000Z";

test.each([
  ["orphaned", yesterday, true],
  ["orphaned", earlier, true],
  ["timed_out", yesterday, true],
  ["timed_out", earlier, false],
  ["overdue", yesterday, false],
  ["waiting", yesterday, false],
] as const)("of %s since %s: selected is %s", (kind, since, isSelected) => {
  expect(isPreselected(kind, { since }, at)).toBe(isSelected);
});
