/** How long jobs wait and run, over several stretches of time in one statement. */
import type { Spread } from "@/lib/contract/stats";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { runSeconds, waitSeconds } from "./durations";

/** The percentiles are those of the newest `sample` jobs: sorting more costs more than it tells. */
export type Stretch = { fromMs: number; toMs: number; sample: number };
export type Spreads = { wait: Spread; run: Spread };

type Row = { stretch: number | bigint } & Record<`${"w" | "r"}${50 | 95 | 99}`, number | null>;

/** Those of the jobs completed within each stretch, its end left out. */
export async function spreadsOf(scope: Prisma.Sql, stretches: readonly Stretch[]): Promise<Spreads[]> {
  if (stretches.length === 0) return [];
  const samples = stretches.map(
    ({ fromMs, toMs, sample }, index) => Prisma.sql`SELECT * FROM (
      SELECT ${Prisma.raw(String(index))} AS stretch, ${waitSeconds()} AS wait, ${runSeconds()} AS run
      FROM presentation_jobs ${sql.by("idx_jobs_completed")}
      WHERE completed_at IS NOT NULL AND completed_at >= ${sql.at(fromMs)} AND completed_at < ${sql.at(toMs)}
        AND ${sql.statusUnindexed} = 'completed' AND started_at IS NOT NULL AND processing_time_seconds IS NOT NULL AND ${scope}
      ORDER BY completed_at DESC LIMIT ${sample}) AS ${Prisma.raw(`sample_${index}`)}`,
  );
  const rank = (kind: "wait" | "run", share: number) => {
    const [place, value] = [Prisma.raw(`${kind}_place`), Prisma.raw(kind)];
    return Prisma.sql`MIN(CASE WHEN ${place} * 100 >= ${share} * size THEN ${value} END)`;
  };
  const rows = await db().$queryRaw<Row[]>`
    SELECT stretch, ${rank("wait", 50)} AS w50, ${rank("wait", 95)} AS w95, ${rank("wait", 99)} AS w99,
      ${rank("run", 50)} AS r50, ${rank("run", 95)} AS r95, ${rank("run", 99)} AS r99
    FROM (SELECT stretch, wait, run, COUNT(*) OVER (PARTITION BY stretch) AS size,
        ROW_NUMBER() OVER (PARTITION BY stretch ORDER BY wait) AS wait_place,
        ROW_NUMBER() OVER (PARTITION BY stretch ORDER BY run) AS run_place
      FROM (${Prisma.join(samples, " UNION ALL ")}) AS samples) AS ranked
    GROUP BY stretch`;
  const found = new Map(rows.map((row) => [Number(row.stretch), row]));
  return stretches.map((_, index) => {
    const row = found.get(index);
    return {
      wait: { p50: rounded(row?.w50), p95: rounded(row?.w95), p99: rounded(row?.w99) },
      run: { p50: rounded(row?.r50), p95: rounded(row?.r95), p99: rounded(row?.r99) },
    };
  });
}

const rounded = (seconds: number | null | undefined) =>
  seconds === null || seconds === undefined ? null : Math.max(0, Math.round(seconds * 1000) / 1000);
