import { expect, it } from "vitest";
import { whyNot } from "./why-not";

it.each([
  { kind: "retry", status: "failed", can_cancel: false, reason: null },
  { kind: "retry", status: "timeout", can_cancel: false, reason: null },
  { kind: "retry", status: "cancelled", can_cancel: false, reason: null },
  { kind: "retry", status: "completed", can_cancel: false, reason: "completed" },
  { kind: "retry", status: "pending", can_cancel: true, reason: "notEnded" },
  { kind: "retry", status: "running", can_cancel: true, reason: "notEnded" },
  { kind: "cancel", status: "pending", can_cancel: true, reason: null },
  { kind: "cancel", status: "running", can_cancel: true, reason: null },
  { kind: "cancel", status: "completed", can_cancel: false, reason: "ended" },
] as const)("says of a $kind of a $status job: $reason", ({ kind, status, can_cancel, reason }) => {
  expect(whyNot(kind, { status, can_cancel })).toBe(reason);
});
