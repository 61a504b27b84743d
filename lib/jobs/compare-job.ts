/** Is this job unusual? It is held against the last completed ones of its style. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import type { JobComparison } from "@/lib/contract/comparison";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { runSeconds, waitSeconds } from "@/lib/stats/durations";
import { compareTimes } from "./compare-times";
import { getJobRow } from "./read";

/** Enough for a 95th percentile, few enough to be recent. */
export const COMPARED_JOBS = 60;
/** So far back a style is looked for among the newest jobs: a rare one costs no more than this, whatever the table holds. */
const LOOK_BACK = 2000;

type Times = { wait: number | null; run: number | null };

/**
 * Held against what the caller may see: a teacher's job against that teacher's.
 * @throws AppError job_not_found, job_access_denied
 */
export async function compareJob(jobId: string, caller: Caller): Promise<JobComparison> {
  const job = await getJobRow(jobId, caller);
  const [own, others] = await Promise.all([
    timesSoFar(jobId),
    db().$queryRaw<Times[]>(recentOfStyle(job, ownerOf(caller))),
  ]);
  const all = (measure: keyof Times) =>
    others.flatMap(({ [measure]: seconds }) => (seconds === null ? [] : [Number(seconds)]));
  return {
    job_id: job.id,
    style: job.style,
    sample_size: others.length,
    wait: compareTimes(own.wait, all("wait"), job.status === "pending"),
    run: compareTimes(own.run, all("run"), job.status === "running"),
  };
}

/** By the database's clock, which wrote the times that it is counted from. A job that is not due yet does not wait. */
async function timesSoFar(jobId: string): Promise<Times> {
  const since = (time: string) => Prisma.sql`(${sql.msBetween(Prisma.raw(time), sql.now)} / 1000.0)`;
  const rows = await db().$queryRaw<Times[]>`
    SELECT CASE WHEN status = 'pending' THEN ${since("run_at")} WHEN started_at IS NOT NULL THEN ${waitSeconds()} END AS wait,
      CASE WHEN status = 'running' THEN ${since("started_at")} WHEN status <> 'pending' THEN ${runSeconds()} END AS run
    FROM presentation_jobs WHERE id = ${jobId}`;
  const { wait = null, run = null } = rows[0] ?? {};
  return { wait: wait === null ? null : Number(wait), run: run === null ? null : Number(run) };
}

/**
 * The statement that finds them. An index hands over the newest jobs; among these are those of the style. Everybody's are taken by
 * the end, one user's by the beginning, because that is how the index of users goes.
 */
export function recentOfStyle(job: { id: string; style: string }, owner: string | null): Prisma.Sql {
  const newest =
    owner === null
      ? Prisma.sql`${sql.by("idx_jobs_completed")} WHERE completed_at IS NOT NULL ORDER BY completed_at DESC`
      : Prisma.sql`${sql.by("idx_jobs_user_status")} WHERE user_id = ${owner} AND status = 'completed' ORDER BY created_at DESC`;
  return Prisma.sql`
    SELECT ${waitSeconds()} AS wait, ${runSeconds()} AS run FROM (
      SELECT id, style, status, run_at, started_at, completed_at, processing_time_seconds
      FROM presentation_jobs ${newest} LIMIT ${LOOK_BACK}) AS newest
    WHERE status = 'completed' AND style = ${job.style} AND id <> ${job.id} AND started_at IS NOT NULL
    ORDER BY completed_at DESC LIMIT ${COMPARED_JOBS}`;
}
