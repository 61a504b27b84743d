/** Taking jobs back by hand: orphans from workers that are gone, and jobs that ended at their deadline. */
import type { z } from "zod";
import { detailForAudit, nothingToAudit } from "@/lib/audit/context";
import { MAX_AUDITED_IDS } from "@/lib/audit/max-audited-ids";
import type { Caller } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import { config } from "@/lib/config";
import { MAX_BULK } from "@/lib/contract/bulk";
import type { RecoveryAnswer, recoveryInput, recoveryQuery } from "@/lib/contract/recovery";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { retryJobs } from "../store/act-on-jobs";
import { countExpired, type Reaped, reapExpired } from "../store/reap-expired";

/** Rows a transaction, as housekeeping. */
const BATCH = 500;

type RecoverInput = z.output<typeof recoveryQuery> & z.output<typeof recoveryInput>;
type JobOutcome = RecoveryAnswer["jobs"][number];

/**
 * Recovers the named jobs, or all whose lease has ended and whose attempt began at least `timeout_minutes` ago. (Workers take back
 * every ended lease by themselves within seconds; this is for when none is left, and for what they gave up.) A dry run only counts
 * the latter.
 */
export async function recover(input: RecoverInput, caller: Caller): Promise<RecoveryAnswer> {
  const timeout_minutes = input.timeout_minutes ?? config().orphanedJobTimeoutMinutes;
  const startedMs = timeout_minutes * 60_000;
  if (input.dry_run) {
    nothingToAudit();
    return answerOf(await countExpired(db(), startedMs), [], timeout_minutes, "would be recovered");
  }
  const jobs = input.job_ids
    ? await recoverNamed([...new Set(input.job_ids)], caller)
    : outcomesOf(await reapAll(startedMs));
  const count = (outcome: JobOutcome["outcome"]) => jobs.filter((job) => job.outcome === outcome).length;
  const counts = { requeued: count("requeued"), failed: count("failed"), skipped: count("skipped") };
  const touched = jobs.filter(({ outcome }) => outcome !== "skipped").map(({ job_id }) => job_id);
  detailForAudit({
    ...(input.reason && { reason: input.reason }),
    ...(input.job_ids ? {} : { timeout_minutes }),
    ...counts,
    job_ids: touched.slice(0, MAX_AUDITED_IDS),
  });
  return answerOf(counts, jobs.slice(0, MAX_BULK), timeout_minutes, "recovered");
}

async function reapAll(startedMs: number): Promise<Reaped> {
  const total: Reaped = { requeued: [], failed: [] };
  for (let full = true; full; ) {
    const { requeued, failed } = await db().$transaction((tx) => reapExpired(tx, BATCH, startedMs));
    total.requeued.push(...requeued);
    total.failed.push(...failed);
    full = requeued.length + failed.length === BATCH;
  }
  return total;
}

/** Whoever names jobs has seen them, so it does not matter when their attempts began; that a lease is alive does. */
async function recoverNamed(ids: readonly string[], caller: Caller): Promise<JobOutcome[]> {
  const timedOut = { ids, within: Prisma.sql`${within(caller)} AND ${sql.statusUnindexed} = 'timeout'` };
  const retried = await retryJobs(db(), timedOut, true);
  const reaped = await db().$transaction((tx) => reapExpired(tx, ids.length, 0, ids));
  const outcomes = outcomesOf({ requeued: [...retried, ...reaped.requeued], failed: reaped.failed });
  const touched = new Set(outcomes.map(({ job_id }) => job_id));
  const left = ids.filter((id) => !touched.has(id));
  return [...outcomes, ...(await whySkipped(left))];
}

async function whySkipped(ids: readonly string[]): Promise<JobOutcome[]> {
  if (ids.length === 0) return [];
  const rows = await db().$queryRaw<{ id: string; status: string }[]>`
    SELECT id, status FROM presentation_jobs WHERE id IN ${sql.oneOf(ids)}`;
  const states = new Map(rows.map(({ id, status }) => [id, status]));
  return ids.map((job_id) => {
    const status = states.get(job_id);
    const error =
      status === undefined
        ? ("Job not found" as const)
        : status === "running"
          ? ("Its lease is alive" as const)
          : ("Job needs no recovery" as const);
    return { job_id, outcome: "skipped", error };
  });
}

function outcomesOf({ requeued, failed }: Reaped): JobOutcome[] {
  const as = (outcome: JobOutcome["outcome"]) => (job_id: string) => ({ job_id, outcome, error: null });
  return [...requeued.map(as("requeued")), ...failed.map(as("failed"))];
}

type Counts = { requeued: number; failed: number; skipped?: number };

function answerOf(
  { requeued, failed, skipped = 0 }: Counts,
  jobs: JobOutcome[],
  timeout_minutes: number,
  done: string,
): RecoveryAnswer {
  return {
    message: `${requeued + failed} jobs ${done}`,
    recovered_jobs: requeued + failed,
    requeued_jobs: requeued,
    failed_jobs: failed,
    timeout_minutes,
    timestamp: new Date().toISOString(),
    skipped_jobs: skipped,
    jobs,
  };
}
