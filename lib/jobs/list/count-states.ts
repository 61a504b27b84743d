/** How many jobs of a list are in which state. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import type { JobCountsInput, NarrowedCounts } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/generated/prisma/client";
import { remembered } from "@/lib/remember";
import { countJobs } from "@/lib/stats/counts";
import type { JobFilter } from "../job-filter";
import { type JobStatus, jobStatuses } from "../state";
import { BOUNDS, type Bounds, rowsOfRange, sizeOf } from "./count-range";
import { rangeOf } from "./job-range";
import { countMatching } from "./list-jobs";

/** Now, or of a narrowed list a moment ago (remember.ts). */
export function countStates(conditions: JobCountsInput, caller: Caller): Promise<NarrowedCounts> {
  if (Object.values(conditions).every((value) => value === undefined)) return countJobs(caller);
  const key = JSON.stringify(["counts", ownerOf(caller), conditions]);
  return remembered(key, () => readNarrowedCounts(conditions, caller));
}

/** Each number is that of the list with the same conditions in that state, and costs what the list's total costs. */
export async function readNarrowedCounts(
  conditions: JobCountsInput,
  caller: Caller,
  bounds: Bounds = BOUNDS,
): Promise<NarrowedCounts> {
  const filter: JobFilter = { ...conditions, include_finished: true };
  const range = rangeOf(filter, caller);
  const counts = { pending: 0, running: 0, completed: 0, failed: 0, cancelled: 0, timeout: 0 };
  if ((await sizeOf(range, bounds)) <= bounds.small) {
    const rows = await db().$queryRaw<{ status: JobStatus; count: bigint }[]>`
      SELECT status, COUNT(*) AS count FROM ${rowsOfRange(range, bounds.small)} AS j
      WHERE ${range.residual ?? Prisma.sql`1 = 1`} GROUP BY status`;
    for (const { status, count } of rows) counts[status] = Number(count);
    return counts;
  }
  const estimated: JobStatus[] = [];
  for (const status of jobStatuses) {
    const { total, isExact } = await countMatching({ ...filter, status: [status] }, caller, bounds);
    counts[status] = total;
    if (!isExact) estimated.push(status);
  }
  return { ...counts, estimated };
}
