/** How long jobs wait and run, over the completed jobs of the window. */
import type { Percentiles } from "@/lib/contract/stats";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";

/** Percentiles are those of the newest jobs: sorting more costs more than it tells. */
const MAX_SAMPLE = 10_000;

const completedSince = (scope: Prisma.Sql, hours: number) => Prisma.sql`
  completed_at IS NOT NULL AND completed_at >= ${sql.plus(sql.now, -hours * 3_600_000)} AND ${sql.statusUnindexed} = 'completed'
  AND ${scope}`;

const rounded = (seconds: number | null | undefined) =>
  seconds === null || seconds === undefined ? null : Math.round(seconds * 1000) / 1000;

/** Seconds; null when no job was completed. */
export async function averageRunSeconds(scope: Prisma.Sql, hours: number): Promise<number | null> {
  const rows = await db().$queryRaw<{ average: number | null }[]>`
    SELECT AVG(processing_time_seconds) AS average FROM presentation_jobs WHERE ${completedSince(scope, hours)}`;
  return rounded(rows[0]?.average);
}

/** From due to started, of the attempt that completed the job. */
export const waitSeconds = () =>
  Prisma.sql`(${sql.msBetween(Prisma.sql`run_at`, Prisma.sql`started_at`)} / 1000.0)`;
export const runSeconds = () => Prisma.sql`processing_time_seconds`;

/**
 * Nearest rank: the smallest value that is not below that share of all. In SQL, so that the sample does not travel.
 * @param seconds what is measured of a row of presentation_jobs
 */
export async function percentilesOf(
  seconds: Prisma.Sql,
  scope: Prisma.Sql,
  hours: number,
): Promise<Percentiles> {
  const rank = (share: number) => Prisma.sql`MIN(CASE WHEN place * 100 >= ${share} * size THEN value END)`;
  const rows = await db().$queryRaw<Percentiles[]>`
    SELECT ${rank(50)} AS p50, ${rank(90)} AS p90, ${rank(95)} AS p95, ${rank(99)} AS p99 FROM (
      SELECT value, ROW_NUMBER() OVER (ORDER BY value) AS place, COUNT(*) OVER () AS size FROM (
        SELECT ${seconds} AS value FROM presentation_jobs
        WHERE ${completedSince(scope, hours)} AND started_at IS NOT NULL AND processing_time_seconds IS NOT NULL
        ORDER BY completed_at DESC LIMIT ${MAX_SAMPLE}) AS sample) AS ranked`;
  const found = rows[0];
  const of = (value: number | null | undefined) => {
    const seconds = rounded(value);
    return seconds === null ? null : Math.max(0, seconds);
  };
  return { p50: of(found?.p50), p90: of(found?.p90), p95: of(found?.p95), p99: of(found?.p99) };
}
