import { expect, test } from "vitest";
import { retryAfterOf } from "./result";

test.each([
  ["120", 120],
  ["Wed, 21 Oct 2026 07:28:00 GMT", 60],
  ["Wed, 21 Oct 2026 07:26:00 GMT", 0],
  ["soon", null],
  ["-1", null],
])("Retry-After: %s", (value, seconds) => {
  const nowMs = Date.parse("2026-10-21T07:27:00Z");
  expect(retryAfterOf(new Headers({ "Retry-After": value }), nowMs)).toBe(seconds);
});
