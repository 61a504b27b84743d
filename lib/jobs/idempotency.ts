/**
 * Requests that carry an Idempotency-Key: the same key and request give the same jobs, however often and from however many
 * connections they come, also when the server died between commit and answer.
 */
import { createHash } from "node:crypto";
import { detailForAudit } from "@/lib/audit/context";
import { type Caller, ownerOf } from "@/lib/auth/caller";
import type { GenerateInput } from "@/lib/contract/jobs";
import { type DbOrTransaction, db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { AcceptedJob } from "@/lib/http/accepted";
import { refuseLesson } from "@/lib/lessons/lessons";
import { enqueueJob, newJob } from "./enqueue";
import { GroupCommit } from "./group-commit";
import { getJob } from "./read";
import { findKeys, freeKeys, type KeyUse, keepAnswer, takeKeys } from "./store/idempotency-keys";
import { insertJobs, type NewJob } from "./store/insert-jobs";

/** A key as it came, and what the request was: its route and its body as understood (defaults filled in). */
export type KeyedRequest = { key: string; operation: string; body: unknown };

/** As enqueueJob; once per key when there is one. @throws as enqueueJob and enqueueJobOnce */
export async function requestDeck(
  input: GenerateInput,
  caller: Caller,
  /** `asked`: what the caller sent, where `input` holds more than that. */
  request: { key: string | undefined; operation: string; asked?: object },
): Promise<{ job: AcceptedJob; replayed: boolean }> {
  const { key, operation, asked = input } = request;
  const { job, replayed } =
    key === undefined
      ? { job: await enqueueJob(input, caller), replayed: false }
      : await enqueueJobOnce(input, caller, { key, operation, body: asked });
  const { lesson_id, style } = input;
  detailForAudit({ job_id: job.job_id, lesson_id, style, ...(replayed && { replayed }) });
  return { job, replayed };
}

/** As enqueue.ts: the database is locked for a few milliseconds. */
const MAX_BATCH = 200;

type Keyed = { job: NewJob; use: KeyUse };
type Stored =
  | { kind: "created" }
  | { kind: "known"; bodyHash: string; answer: string }
  | { kind: "refused" }
  /** The key's first request is of this very group and was refused, so there is no answer yet. */
  | { kind: "inFlight" };

const inserts = new GroupCommit<Keyed, Stored>(
  (group) =>
    db().$transaction(async (tx) => {
      const uses = group.map(({ use }) => use);
      const first = await takeKeys(tx, uses);
      const wanted = group.filter(({ use }) => first.has(use));
      const inserted =
        wanted.length > 0
          ? await insertJobs(
              tx,
              wanted.map(({ job }) => job),
            )
          : new Set<string>();
      await freeKeys(
        tx,
        wanted.filter(({ job }) => !inserted.has(job.id)).map(({ use }) => use),
      );
      const known = await findKeys(tx, uses);
      return group.map(({ job, use }, index): Stored => {
        const found = known[index];
        if (!found) return { kind: first.has(use) ? "refused" : "inFlight" };
        return first.has(use) && inserted.has(job.id) ? { kind: "created" } : { kind: "known", ...found };
      });
    }),
  MAX_BATCH,
);

/**
 * As enqueueJob, once per key. `replayed`: the job was there already.
 * @throws AppError lesson_not_found, lesson_access_denied, idempotency_mismatch, idempotency_in_flight
 */
export async function enqueueJobOnce(
  input: GenerateInput,
  caller: Caller,
  request: KeyedRequest,
): Promise<{ job: AcceptedJob; replayed: boolean }> {
  const job = newJob(input, caller);
  const use = keyUse(request, caller, job.id);
  const stored = await inserts.add({ job, use });
  if (stored.kind === "refused") return refuseLesson(job.lessonId);
  if (stored.kind === "inFlight") throw new AppError("idempotency_in_flight");
  const jobId = stored.kind === "known" ? answerOf<string>(stored, use) : job.id;
  return { job: await acceptedJob(jobId, caller), replayed: stored.kind === "known" };
}

/** The job may be deleted by now; the answer is the same all the same. */
async function acceptedJob(jobId: string, caller: Caller): Promise<AcceptedJob> {
  try {
    return await getJob(jobId, caller);
  } catch (error) {
    if (error instanceof AppError && error.code === "job_not_found") {
      return { job_id: jobId, queue_position: null, estimated_start_seconds: null };
    }
    // A fault, not an answer: it passes through. No test makes one here.
    throw error;
  }
}

/**
 * As `store`, once per key: what it stores and the key are one transaction, and its answer is kept with the key.
 * @param store must use the transaction it is given
 * @throws AppError idempotency_mismatch
 */
export async function storeOnce<T>(
  request: KeyedRequest,
  caller: Caller,
  store: (tx: DbOrTransaction) => Promise<T>,
): Promise<{ answer: T; replayed: boolean }> {
  const use = keyUse(request, caller, null);
  return db().$transaction(async (tx) => {
    if ((await takeKeys(tx, [use])).has(use)) {
      const answer = await store(tx);
      await keepAnswer(tx, use, JSON.stringify(answer));
      return { answer, replayed: false };
    }
    const [known] = await findKeys(tx, [use]);
    if (!known) throw new AppError("idempotency_in_flight");
    return { answer: answerOf<T>(known, use), replayed: true };
  });
}

/** What the key's first request was answered. @throws AppError idempotency_mismatch when it was another request */
function answerOf<T>(known: { bodyHash: string; answer: string }, use: KeyUse): T {
  if (known.bodyHash !== use.bodyHash) throw new AppError("idempotency_mismatch");
  return JSON.parse(known.answer) as T; // written by this file only
}

function keyUse({ key, operation, body }: KeyedRequest, caller: Caller, answer: unknown): KeyUse {
  // Names of tokens are not unique; whom a service acts for makes it another principal.
  const principal = [
    caller.kind,
    caller.kind === "service" ? (caller.credentialId ?? caller.name) : "",
    ownerOf(caller),
    caller.userId,
  ];
  const bodyHash = createHash("sha256")
    .update(JSON.stringify([operation, body]))
    .digest("base64url");
  return { principal: JSON.stringify(principal), key, bodyHash, answer: JSON.stringify(answer) };
}
