/**
 * One action on many jobs: by ids, with an answer for each, or on all that match a filter. Set-based, in batches that each are
 * one short transaction, so nobody waits long for the lock and what is done stays done when a later batch fails.
 */
import type { Caller } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { removeDroppedNow } from "@/lib/decks/files/remove-dropped";
import { Prisma } from "@/lib/generated/prisma/client";
import { type JobFilter, jobsMatching } from "./job-filter";
import { cancelJobs, deleteJobs, retryJobs, type Target } from "./store/act-on-jobs";

/** Rows a transaction: at most 30 ms of lock where 50 are allowed (bench/README.md, `bulk-locks`). */
const BATCH = 500;

export type BulkAction =
  | { kind: "cancel"; reason: string }
  | { kind: "retry"; force: boolean }
  /** Ended jobs only, with their history and the decks that nobody needs. */
  | { kind: "delete" };

export type Refused = {
  jobId: string;
  error:
    | "Job not found"
    | "Access denied"
    | "Job cannot be cancelled"
    | "Job cannot be retried"
    | "Job cannot be deleted";
};
export type BulkAnswer = { done: string[]; refused: Refused[] };

const impossible: Record<BulkAction["kind"], Refused["error"]> = {
  cancel: "Job cannot be cancelled",
  retry: "Job cannot be retried",
  delete: "Job cannot be deleted",
};

async function act(action: BulkAction, target: Target): Promise<string[]> {
  switch (action.kind) {
    case "cancel":
      return db().$transaction((tx) => cancelJobs(tx, target, action.reason));
    case "retry":
      return retryJobs(db(), target, action.force);
    case "delete": {
      const jobs = await db().$transaction((tx) => deleteJobs(tx, target));
      await removeDroppedNow(db());
      return jobs;
    }
  }
}

/** Acts on the named jobs. Every id gets an answer: done, or refused and why. Ids given twice count once. */
export async function actOnIds(
  action: BulkAction,
  ids: readonly string[],
  caller: Caller,
): Promise<BulkAnswer> {
  const wanted = [...new Set(ids)];
  const answer: BulkAnswer = { done: [], refused: [] };
  for (let from = 0; from < wanted.length; from += BATCH) {
    const batch = wanted.slice(from, from + BATCH);
    const done = new Set(await act(action, { ids: batch, within: within(caller) }));
    answer.done.push(...batch.filter((id) => done.has(id)));
    answer.refused.push(
      ...(await whyRefused(
        action,
        batch.filter((id) => !done.has(id)),
        caller,
      )),
    );
  }
  return answer;
}

async function whyRefused(action: BulkAction, ids: readonly string[], caller: Caller): Promise<Refused[]> {
  if (ids.length === 0) return [];
  const rows = await db().$queryRaw<{ id: string; mine: boolean | number | bigint }[]>`
    SELECT id, CASE WHEN ${within(caller)} THEN 1 ELSE 0 END AS mine FROM presentation_jobs WHERE id IN ${sql.oneOf(ids)}`;
  const mine = new Map(rows.map((row) => [row.id, Number(row.mine) === 1]));
  return ids.map((jobId) => {
    const isMine = mine.get(jobId);
    if (isMine === undefined) return { jobId, error: "Job not found" };
    return { jobId, error: isMine ? impossible[action.kind] : "Access denied" };
  });
}

export type BulkProgress = {
  /** Jobs looked at so far, and how many of them the action changed. */
  seen: number;
  done: number;
  /** The jobs of the last batch that the action changed. */
  changed: string[];
};

/**
 * Acts on all jobs that match, newest first, a batch at a time; yields after each. Stop iterating to abort: what is done stays
 * done. Jobs that arrive meanwhile are left alone.
 */
export async function* actOnMatching(
  action: BulkAction,
  filter: JobFilter,
  caller: Caller,
): AsyncGenerator<BulkProgress> {
  const progress: BulkProgress = { seen: 0, done: 0, changed: [] };
  let last: { created_at: Date; id: string } | null = null;
  for (;;) {
    const before: Prisma.Sql = last
      ? Prisma.sql`AND (j.created_at, j.id) < (${sql.at(last.created_at.getTime())}, ${last.id})`
      : Prisma.empty;
    const rows: { created_at: Date; id: string }[] = await db().$queryRaw`
      SELECT j.id, j.created_at FROM presentation_jobs j WHERE ${jobsMatching(filter, caller)} ${before}
      ORDER BY j.created_at DESC, j.id DESC LIMIT ${BATCH}`;
    last = rows.at(-1) ?? null;
    if (last === null) return;
    progress.seen += rows.length;
    progress.changed = await act(action, { ids: rows.map((row) => row.id), within: within(caller) });
    progress.done += progress.changed.length;
    yield { ...progress };
  }
}
