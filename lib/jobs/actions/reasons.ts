/** Why jobs were not changed, counted over all batches of an action. */
import type { BulkActionDetail } from "@/lib/contract/bulk-actions";

export type ReasonCount = BulkActionDetail["reasons"][number];

/** So many jobs that were not changed are kept by name; the counts are of all. More than anybody reads, and a bounded table. */
export const MAX_NAMED = 10_000;

/** JSON of the counts, with the jobs of another batch. */
export function addReasons(json: string, jobs: readonly Omit<ReasonCount, "count">[]): string {
  const counts = new Map(reasonsOf(json).map((each) => [keyOf(each), { ...each }]));
  for (const { outcome, reason, status } of jobs) {
    const known = counts.get(keyOf({ outcome, reason, status }));
    if (known) known.count += 1;
    else counts.set(keyOf({ outcome, reason, status }), { outcome, reason, status, count: 1 });
  }
  return JSON.stringify([...counts.values()]);
}

/** The most frequent first. */
export function reasonsOf(json: string): ReasonCount[] {
  const counts: ReasonCount[] = JSON.parse(json);
  return counts.sort((a, b) => b.count - a.count);
}

const keyOf = ({ outcome, reason, status }: Omit<ReasonCount, "count">) => `${outcome} ${reason} ${status}`;
