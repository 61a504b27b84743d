/** Whether the queue gets shorter, from what came and what ended in the last minutes. Pure. */
import type { JobTrends } from "@/lib/contract/stats";

export type Drain =
  | { kind: "empty" }
  /** `seconds`: until nothing waits, if things go on so. */
  | { kind: "draining"; seconds: number }
  | { kind: "steady" }
  | { kind: "growing"; perHour: number }
  /** Jobs wait and none has ended. */
  | { kind: "stopped" };

/** Below this share of the larger of the two, arrivals and ends are in balance. */
const BALANCE = 0.05;

/** Jobs that are pending for a later time are no backlog. */
export function drainOf({ minutes, created, ended, waiting }: Omit<JobTrends["flow"], "scheduled">): Drain {
  if (waiting === 0) return { kind: "empty" };
  if (ended === 0) return { kind: "stopped" };
  const net = ended - created;
  if (Math.abs(net) <= BALANCE * Math.max(created, ended)) return { kind: "steady" };
  return net > 0
    ? { kind: "draining", seconds: Math.round((waiting / net) * minutes * 60) }
    : { kind: "growing", perHour: Math.round((-net * 60) / minutes) };
}
