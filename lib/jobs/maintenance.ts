/** Deleting old jobs, as administrators start it by hand; housekeeping does the same by itself. */
import type { z } from "zod";
import { detailForAudit, nothingToAudit } from "@/lib/audit/context";
import type { Caller } from "@/lib/auth/caller";
import type { CleanupAnswer, CleanupPreview, cleanupQuery } from "@/lib/contract/queue";
import { db } from "@/lib/db/client";
import { removeDroppedNow } from "@/lib/decks/files/remove-dropped";
import { pruneFinished } from "./store/housekeeping";
import { measurePrunable } from "./store/measure-prunable";

/** Rows a transaction, as housekeeping. */
const BATCH = 500;
const HOUR_MS = 60 * 60 * 1000;

/** Deletes jobs that ended more than `max_age_hours` ago, and decks that have been stale for as long. */
export async function cleanUp(
  { max_age_hours, dry_run, reason }: z.output<typeof cleanupQuery>,
  _caller: Caller,
): Promise<CleanupAnswer> {
  if (dry_run) {
    nothingToAudit();
    const { deleted_jobs, ...preview } = await previewCleanUp(max_age_hours);
    const message = `${deleted_jobs} jobs would be deleted`;
    return { message, deleted_jobs, max_age_hours, deleted_decks: preview.stale_decks, preview };
  }
  const { jobs, decks } = await prune(max_age_hours * HOUR_MS);
  detailForAudit({
    max_age_hours,
    dry_run,
    deleted_jobs: jobs,
    deleted_decks: decks,
    ...(reason && { reason }),
  });
  return { message: `${jobs} jobs deleted`, deleted_jobs: jobs, max_age_hours, deleted_decks: decks };
}

/** What a clean-up would delete now. */
export async function previewCleanUp(
  maxAgeHours: number,
): Promise<CleanupPreview & { deleted_jobs: number }> {
  const breakdown = await measurePrunable(db(), maxAgeHours * HOUR_MS);
  const sum = (value: (share: CleanupPreview["breakdown"][number]) => number) =>
    breakdown.reduce((total, share) => total + value(share), 0);
  return {
    deleted_jobs: sum(({ kind, count }) => (kind === "stale_deck" ? 0 : count)),
    stale_decks: sum(({ kind, count }) => (kind === "stale_deck" ? count : 0)),
    total_rows: sum(({ rows }) => rows),
    total_bytes: sum(({ bytes }) => bytes),
    breakdown,
  };
}

async function prune(ageMs: number): Promise<{ jobs: number; decks: number }> {
  const deleted = { jobs: 0, decks: 0 };
  for (let full = true; full; ) {
    const { jobs, decks } = await pruneFinished(db(), ageMs, BATCH);
    await removeDroppedNow(db());
    deleted.jobs += jobs;
    deleted.decks += decks.length;
    full = jobs === BATCH || decks.length === BATCH;
  }
  return deleted;
}
