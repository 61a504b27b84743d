/** What administrators start by hand and housekeeping does by itself: deleting old jobs, taking back orphans. */
import type { z } from "zod";
import { detailForAudit } from "@/lib/audit/context";
import type { Caller } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import type { cleanupAnswer, cleanupQuery, recoveryAnswer, recoveryQuery } from "@/lib/contract/queue";
import { db } from "@/lib/db/client";
import { removeFilesOf } from "./delete-job";
import { countPrunable, pruneFinished } from "./store/housekeeping";
import { countExpired, reapExpired } from "./store/reap-expired";

/** Rows a transaction, as housekeeping. */
const BATCH = 500;
const HOUR_MS = 60 * 60 * 1000;

/** Deletes jobs that ended more than `max_age_hours` ago, and decks that have been stale for as long. */
export async function cleanUp(
  { max_age_hours, dry_run }: z.infer<typeof cleanupQuery>,
  _caller: Caller,
): Promise<z.infer<typeof cleanupAnswer>> {
  const ageMs = max_age_hours * HOUR_MS;
  const deleted_jobs = dry_run ? await countPrunable(db(), ageMs) : await prune(ageMs);
  detailForAudit({ max_age_hours, dry_run, deleted_jobs });
  const message = dry_run ? `${deleted_jobs} jobs would be deleted` : `${deleted_jobs} jobs deleted`;
  return { message, deleted_jobs, max_age_hours };
}

async function prune(ageMs: number): Promise<number> {
  let deleted = 0;
  for (let full = true; full; ) {
    const { jobs, decks } = await pruneFinished(db(), ageMs, BATCH);
    await removeFilesOf(decks);
    deleted += jobs;
    full = jobs === BATCH || decks.length === BATCH;
  }
  return deleted;
}

/**
 * Takes running jobs away from workers that are gone: the lease has ended and the attempt began at least `timeout_minutes` ago.
 * (Workers take back every ended lease by themselves within seconds; this is for when none is left.)
 */
export async function recoverOrphans(
  input: z.infer<typeof recoveryQuery>,
  _caller: Caller,
): Promise<z.infer<typeof recoveryAnswer>> {
  const timeout_minutes = input.timeout_minutes ?? config().orphanedJobTimeoutMinutes;
  const startedMs = timeout_minutes * 60_000;
  const { requeued, failed } = input.dry_run ? await countExpired(db(), startedMs) : await reap(startedMs);
  const recovered = requeued + failed;
  return {
    message: `${recovered} orphaned jobs ${input.dry_run ? "would be recovered" : "recovered"}`,
    recovered_jobs: recovered,
    requeued_jobs: requeued,
    failed_jobs: failed,
    timeout_minutes,
    timestamp: new Date().toISOString(),
  };
}

async function reap(startedMs: number): Promise<{ requeued: number; failed: number }> {
  const total = { requeued: 0, failed: 0 };
  for (let full = true; full; ) {
    const { requeued, failed } = await db().$transaction((tx) => reapExpired(tx, BATCH, startedMs));
    total.requeued += requeued.length;
    total.failed += failed.length;
    full = requeued.length + failed.length === BATCH;
  }
  return total;
}
