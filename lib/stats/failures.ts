/** What goes wrong most: failed and timed-out jobs by their error. docs/statistics.md. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { FailureGroups, TrendsQuery } from "@/lib/contract/stats";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { databaseNow } from "@/lib/db/now";
import { Prisma } from "@/lib/generated/prisma/client";
import { remembered } from "@/lib/remember";
import { type TrendWindow, trendWindow } from "./trend-window";

const MAX_GROUPS = 20;

/** A moment old at most (remember.ts). */
export function listFailureGroups(query: TrendsQuery, caller: Caller): Promise<FailureGroups> {
  const key = JSON.stringify(["failures", ownerOf(caller), query]);
  return remembered(key, () => readFailureGroups(query, caller));
}

type GroupRow = {
  error_code: string | null;
  count: bigint;
  timeouts: bigint;
  lessons: bigint;
  last_at: Date | number | bigint;
};
type Newest = { id: string; error_message: string | null };

/** The groups as they are now. */
export async function readFailureGroups(query: TrendsQuery, caller: Caller): Promise<FailureGroups> {
  const nowMs = await databaseNow();
  const window = trendWindow(query, nowMs);
  const isFailure = failedWithin(window, within(caller));
  const rows = await db().$queryRaw<GroupRow[]>`
    SELECT error_code, COUNT(*) AS count, SUM(CASE WHEN status = 'timeout' THEN 1 ELSE 0 END) AS timeouts,
      COUNT(DISTINCT lesson_id) AS lessons, ${sql.msBetween(sql.at(0), Prisma.sql`MAX(completed_at)`)} AS last_at
    FROM presentation_jobs ${sql.by("idx_jobs_completed")} WHERE ${isFailure}
    GROUP BY error_code ORDER BY 2 DESC, 5 DESC LIMIT ${MAX_GROUPS}`;
  const groups = await Promise.all(
    rows.map(async ({ error_code, count, timeouts, lessons, last_at }) => {
      const lastMs = Number(last_at);
      const newest = await newestOf(error_code, lastMs, isFailure);
      return {
        error_code,
        count: Number(count),
        timeouts: Number(timeouts),
        lessons: Number(lessons),
        last_at: new Date(lastMs).toISOString(),
        last_job_id: newest?.id ?? "",
        message: newest?.error_message ?? null,
      };
    }),
  );
  return {
    from: new Date(window.fromMs).toISOString(),
    to: new Date(window.toMs).toISOString(),
    // A job that was retried or deleted between the two readings leaves a group without an example.
    groups: groups.filter(({ last_job_id }) => last_job_id !== ""),
    timestamp: new Date(nowMs).toISOString(),
  };
}

function failedWithin({ fromMs, toMs }: TrendWindow, scope: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`completed_at IS NOT NULL AND completed_at >= ${sql.at(fromMs)} AND completed_at < ${sql.at(toMs)}
    AND ${sql.statusUnindexed} IN ('failed', 'timeout') AND ${scope}`;
}

async function newestOf(
  code: string | null,
  atMs: number,
  isFailure: Prisma.Sql,
): Promise<Newest | undefined> {
  const sameCode = code === null ? Prisma.sql`error_code IS NULL` : Prisma.sql`error_code = ${code}`;
  const rows = await db().$queryRaw<Newest[]>`
    SELECT id, error_message FROM presentation_jobs
    WHERE completed_at IS NOT NULL AND completed_at = ${sql.at(atMs)} AND ${sameCode} AND ${isFailure} ORDER BY id LIMIT 1`;
  return rows[0];
}
