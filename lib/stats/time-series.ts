/** What happened in each piece of the window, and how deep the queue was at its end. */
import type { JobStatistics } from "@/lib/contract/stats";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";

type Bucket = JobStatistics["time_series"][number];

/** 12 to 28 pieces, on round minutes. */
export function bucketMinutes(hours: number): number {
  if (hours <= 2) return 5;
  if (hours <= 6) return 15;
  if (hours <= 24) return 60;
  return hours <= 72 ? 180 : 360;
}

/**
 * Counts per bucket, oldest first, empty ones included; the last bucket is the one that runs.
 * @param nowMs the database's time
 */
export async function timeSeries(scope: Prisma.Sql, hours: number, nowMs: number): Promise<Bucket[]> {
  const sizeMs = bucketMinutes(hours) * 60_000;
  const firstMs = Math.floor((nowMs - hours * 3_600_000) / sizeMs) * sizeMs;
  const place = (column: Prisma.Sql) =>
    Prisma.sql`CAST(FLOOR(${sql.msBetween(sql.at(firstMs), column)} / ${sizeMs}) AS INTEGER)`;
  const [created, ended] = await Promise.all([
    db().$queryRaw<{ place: number | bigint; count: bigint }[]>`
      SELECT ${place(Prisma.sql`created_at`)} AS place, COUNT(*) AS count FROM presentation_jobs
      WHERE created_at >= ${sql.at(firstMs)} AND ${scope} GROUP BY 1`,
    db().$queryRaw<{ place: number | bigint; status: string; count: bigint }[]>`
      SELECT ${place(Prisma.sql`completed_at`)} AS place, status, COUNT(*) AS count FROM presentation_jobs
      WHERE completed_at IS NOT NULL AND completed_at >= ${sql.at(firstMs)} AND ${scope} GROUP BY 1, 2`,
  ]);
  const length = Math.floor((nowMs - firstMs) / sizeMs) + 1;
  const buckets = Array.from(
    { length },
    (_, index): Bucket => ({
      start: new Date(firstMs + index * sizeMs).toISOString(),
      created: 0,
      completed: 0,
      failed: 0,
      cancelled: 0,
    }),
  );
  // A job made in this very moment may lie beyond the time we were given: it belongs to the running bucket.
  const bucketAt = (index: number | bigint) => buckets[Math.min(Number(index), length - 1)];
  for (const row of created) {
    const bucket = bucketAt(row.place);
    if (bucket) bucket.created += Number(row.count);
  }
  for (const row of ended) {
    const bucket = bucketAt(row.place);
    const kind = row.status === "completed" || row.status === "cancelled" ? row.status : "failed";
    if (bucket) bucket[kind] += Number(row.count);
  }
  return buckets;
}

/**
 * Jobs that waited or ran at the end of each bucket, told backwards from those of now: what was created since was not there
 * yet, what ended since was.
 */
export function queueDepths(
  buckets: readonly Bucket[],
  openNow: number,
  sizeMinutes: number,
  nowMs: number,
): JobStatistics["queue_depth_history"] {
  const depths: JobStatistics["queue_depth_history"] = [];
  let depth = openNow;
  for (const bucket of [...buckets].reverse()) {
    const endMs = Date.parse(bucket.start) + sizeMinutes * 60_000;
    depths.unshift({ at: new Date(Math.min(endMs, nowMs)).toISOString(), depth: Math.max(0, depth) });
    depth += bucket.completed + bucket.failed + bucket.cancelled - bucket.created;
  }
  return depths;
}
