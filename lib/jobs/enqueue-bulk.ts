/** Many requests for decks at once: each entry is checked and answered by itself, so that a bad one stops no other. */
import { detailForAudit } from "@/lib/audit/context";
import { MAX_AUDITED_IDS } from "@/lib/audit/max-audited-ids";
import type { Caller } from "@/lib/auth/caller";
import type { GenerateBulkAnswer, GenerateBulkItem } from "@/lib/contract/bulk";
import { type GenerateInput, generateInput, generateValueCodes } from "@/lib/contract/jobs";
import { isDatabaseBusy } from "@/lib/db/busy";
import { type DbOrTransaction, db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { AppError } from "@/lib/errors";
import { parseEntry } from "@/lib/http/parse";
import { problemOf } from "@/lib/http/problem";
import { newJob } from "./enqueue";
import { storeOnce } from "./idempotency";
import { insertJobs, type NewJob } from "./store/insert-jobs";

/** As enqueue.ts: short turns with the database. A request with a key is one transaction, whatever its size. */
const BATCH = 500;

type Entry = { job: NewJob } | { error: AppError };

/**
 * Stores those entries that can be stored. With a key: once, and the same request is answered the same again.
 * @param entries the entries of `jobs`, unchecked
 * @throws AppError idempotency_mismatch
 */
export async function enqueueBulk(
  entries: readonly unknown[],
  caller: Caller,
  key: string | undefined,
): Promise<{ answer: GenerateBulkAnswer; replayed: boolean }> {
  const checked = entries.map((entry) => checkEntry(entry, caller));
  const stored =
    key === undefined
      ? { answer: await storeEntries(checked), replayed: false }
      : await storeOnce({ key, operation: "generate/bulk", body: entries }, caller, (tx) =>
          storeEntries(checked, tx),
        );
  const { replayed } = stored;
  const answer = summaryOf(stored.answer);
  const { results, total_requested, total_created } = answer;
  const job_ids = results.flatMap(({ job_id }) => job_id ?? []).slice(0, MAX_AUDITED_IDS);
  detailForAudit({ job_ids, total_requested, total_created, ...(replayed && { replayed }) });
  return { answer, replayed };
}

function checkEntry(entry: unknown, caller: Caller): Entry {
  try {
    const input: GenerateInput = parseEntry(entry, generateInput, generateValueCodes);
    return { job: newJob(input, caller) };
  } catch (error) {
    if (error instanceof AppError) return { error };
    // A fault, not an answer: it passes through. No test makes one here.
    throw error;
  }
}

/** Without `tx` each batch is stored for itself; what comes behind one that the database refuses is answered with that. */
async function storeEntries(entries: readonly Entry[], tx?: DbOrTransaction): Promise<GenerateBulkItem[]> {
  const jobs = entries.flatMap((entry) => ("job" in entry ? [entry.job] : []));
  const inserted = new Set<string>();
  let tried = 0;
  try {
    for (; tried < jobs.length; tried += BATCH) {
      for (const id of await insertJobs(tx ?? db(), jobs.slice(tried, tried + BATCH))) inserted.add(id);
    }
  } catch (error) {
    // Nothing is stored, so the whole may be asked for again.
    if (tx || inserted.size === 0 || !isDatabaseBusy(error)) throw error;
  }
  const untried = new Set(jobs.slice(tried).map(({ id }) => id));
  const left = jobs.filter(({ id }) => !inserted.has(id) && !untried.has(id)).map(({ lessonId }) => lessonId);
  const foreign = await existingLessons(tx ?? db(), left);
  return entries.map((entry, index) => {
    if ("error" in entry) return refusal(index, entry.error);
    const { id, lessonId } = entry.job;
    if (inserted.has(id)) return { index, job_id: id, error: null };
    if (untried.has(id)) return refusal(index, new AppError("service_unavailable"));
    return refusal(index, new AppError(foreign.has(lessonId) ? "lesson_access_denied" : "lesson_not_found"));
  });
}

/** Those of `ids` that are lessons: jobs for them were refused because they are somebody else's. */
async function existingLessons(db: DbOrTransaction, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.$queryRaw<{ id: string }[]>`SELECT id FROM lessons WHERE id IN ${sql.oneOf(ids)}`;
  return new Set(rows.map((row) => row.id));
}

function refusal(index: number, error: AppError): GenerateBulkItem {
  const { fields } = error;
  return {
    index,
    job_id: null,
    error: problemOf(error, "").error,
    ...(fields.length > 0 && { errors: fields }),
  };
}

function summaryOf(results: GenerateBulkItem[]): GenerateBulkAnswer {
  const created = results.filter((result) => result.job_id !== null).length;
  return {
    message: `${created} of ${results.length} decks are queued`,
    results,
    total_requested: results.length,
    total_created: created,
  };
}
