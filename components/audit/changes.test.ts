import { expect, test } from "vitest";
import { changesOf } from "./changes";

test.each([
  [{}, []],
  [{ count: 3, reason: "Why" }, [{ name: "count", value: 3 }]],
  [
    { before: { days: 7, keep: 1 }, after: { days: 30, keep: 1 }, reason: "Law", by: "hand" },
    [
      { name: "days", before: 7, value: 30 },
      { name: "by", value: "hand" },
    ],
  ],
  [{ before: {}, after: { days: 30 } }, [{ name: "days", before: null, value: 30 }]],
  [
    { role: "admin", role_before: "viewer", name: "Ada" },
    [
      { name: "role", before: "viewer", value: "admin" },
      { name: "name", value: "Ada" },
    ],
  ],
  [{ role_before: "viewer" }, [{ name: "role_before", value: "viewer" }]],
  [{ left_out_before: 5 }, [{ name: "left_out_before", value: 5 }]],
  [{ before: "2026-01-01T00:00:00Z" }, [{ name: "before", value: "2026-01-01T00:00:00Z" }]],
])("%j says %j", (details, changes) => {
  expect(changesOf(details)).toEqual(changes);
});
