import { expect, it, test } from "vitest";
import { listCommand, stepFrom } from "./job-keys";

const ids = ["a", "b", "c"];

it.each([
  [null, "next", "a"],
  [null, "previous", "c"],
  ["a", "next", "b"],
  ["c", "next", "c"],
  ["a", "previous", "a"],
  ["c", "previous", "b"],
  // The job has left the list.
  ["gone", "next", "a"],
] as const)("from %s the %s is %s", (current, command, id) => {
  expect(stepFrom(ids, current, command)).toBe(id);
});

it("goes nowhere in an empty list", () => {
  expect(stepFrom([], "a", "next")).toBeUndefined();
});

test("keys that mean nothing here are left to others", () => {
  for (const key of ["/", "?", "g", "Enter", "toString", "J"]) expect(listCommand(key)).toBeNull();
});
