/**
 * The ends of attempts, many at once: what finished within a tick shares one commit, because a commit costs an fsync. Each
 * write is fenced by its lease; whoever lost it changes nothing and is told so.
 */
import type { Attempt, StageReport } from "@/lib/contract/jobs";
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import type { JobError } from "../failure";
import { adoptDecks, type FinishedDeck } from "./adopt-decks";
import { changeWithAttempts } from "./change-with-attempts";
import type { Lease } from "./leases";

export type Settlement = {
  lease: Lease;
  stages: StageReport[] | null;
  /** JSON of the attempt's lines (log-lines.ts); left out: what was written before stays. */
  log?: string | null;
} & (
  | { kind: "completed"; message: string; result: Record<string, unknown>; deck: FinishedDeck | null }
  /** Back to the queue after a failure that may pass; spends a retry. */
  | { kind: "requeued"; error: JobError; delayMs: number }
  | { kind: "ended"; status: "failed" | "timeout"; error: JobError }
  /** Given back unharmed, by a worker that stops (at once, 0 ms) or that the database left alone: no retry is spent. */
  | { kind: "released"; delayMs: number }
);
type Of<K extends Settlement["kind"]> = Extract<Settlement, { kind: K }>;

const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value));

const free = Prisma.sql`lease_token = NULL, lease_expires_at = NULL, rev = rev + 1`;
/** `v` names the settlements by job and token. */
const held = () =>
  Prisma.sql`presentation_jobs.id = v.job_id AND ${sql.statusUnindexed} = 'running' AND lease_token = v.token`;
const ranSeconds = () => Prisma.sql`${sql.msBetween(Prisma.sql`started_at`, sql.now)} / 1000.0`;

/**
 * Settles attempts of different jobs. Call it in a transaction.
 * @returns the tokens of those that took effect; the others' leases were lost
 */
export async function settleJobs(
  tx: DbOrTransaction,
  settlements: readonly Settlement[],
): Promise<Set<string>> {
  const jobIds = new Set(settlements.map(({ lease }) => lease.jobId));
  if (jobIds.size < settlements.length) throw new Error("Two settlements of one job need two calls");
  const kind = <K extends Settlement["kind"]>(name: K) =>
    settlements.filter((each): each is Of<K> => each.kind === name);
  const changed = [
    ...(await completed(tx, kind("completed"))),
    ...(await requeued(tx, kind("requeued"))),
    ...(await ended(tx, kind("ended"))),
    ...(await released(tx, kind("released"))),
  ];
  const settled = new Set(changed.map(({ id }) => id));
  const won = settlements.filter(({ lease }) => settled.has(lease.jobId));
  await adoptDecks(
    tx,
    won.flatMap((each) => (each.kind === "completed" && each.deck ? [each.deck] : [])),
  );
  return new Set(won.map(({ lease }) => lease.token));
}

type Changed = Promise<{ id: string }[]>;

async function completed(tx: DbOrTransaction, all: readonly Of<"completed">[]): Changed {
  if (all.length === 0) return [];
  const rows = all.map(({ lease, message, result, deck, stages }) => ({
    job_id: lease.jobId,
    token: lease.token,
    message,
    result: json(result),
    presentation_id: deck?.presentationId ?? null,
    slide_count: deck?.totalSlides ?? null,
    stages: json(stages),
  }));
  const columns = {
    job_id: "text",
    token: "text",
    message: "text",
    result: "text",
    presentation_id: "text",
    slide_count: "int",
    stages: "text",
  } as const;
  return settle(
    tx,
    all,
    Prisma.sql`
    UPDATE presentation_jobs SET status = 'completed', progress = 100, completed_at = ${sql.now},
      presentation_id = v.presentation_id, slide_count = v.slide_count, result_data = v.result, message = v.message,
      stages = v.stages, error_code = NULL, error_message = NULL, error_details = NULL,
      processing_time_seconds = ${ranSeconds()}, ${free}
    FROM ${sql.rowsOf(rows, columns)} WHERE ${held()} RETURNING presentation_jobs.id`,
  );
}

async function requeued(tx: DbOrTransaction, all: readonly Of<"requeued">[]): Changed {
  if (all.length === 0) return [];
  const rows = all.map(({ lease, error, delayMs, stages }) => ({
    job_id: lease.jobId,
    token: lease.token,
    delay_ms: delayMs,
    message: `Waiting to retry after: ${error.message}`,
    stages: json(stages),
  }));
  const columns = {
    job_id: "text",
    token: "text",
    delay_ms: "float",
    message: "text",
    stages: "text",
  } as const;
  return settle(
    tx,
    all,
    Prisma.sql`
    UPDATE presentation_jobs SET status = 'pending', retry_count = retry_count + 1, progress = 0, worker_id = NULL,
      started_at = NULL, run_at = ${sql.plus(sql.now, Prisma.sql`v.delay_ms`)}, message = v.message, stages = v.stages, ${free}
    FROM ${sql.rowsOf(rows, columns)} WHERE ${held()} RETURNING presentation_jobs.id`,
  );
}

async function ended(tx: DbOrTransaction, all: readonly Of<"ended">[]): Changed {
  if (all.length === 0) return [];
  const rows = all.map(({ lease, status, error, stages }) => ({
    job_id: lease.jobId,
    token: lease.token,
    outcome: status,
    code: error.code,
    message: error.message,
    details: json(error.details),
    stages: json(stages),
  }));
  const columns = {
    job_id: "text",
    token: "text",
    outcome: "text",
    code: "text",
    message: "text",
    details: "text",
    stages: "text",
  } as const;
  return settle(
    tx,
    all,
    Prisma.sql`
    UPDATE presentation_jobs SET status = v.outcome, completed_at = ${sql.now}, error_code = v.code,
      error_message = v.message, error_details = v.details, message = v.message, stages = v.stages,
      processing_time_seconds = ${ranSeconds()}, ${free}
    FROM ${sql.rowsOf(rows, columns)} WHERE ${held()} RETURNING presentation_jobs.id`,
  );
}

async function released(tx: DbOrTransaction, all: readonly Of<"released">[]): Changed {
  if (all.length === 0) return [];
  const rows = all.map(({ lease, delayMs }) => ({
    job_id: lease.jobId,
    token: lease.token,
    delay_ms: delayMs,
    message: `Waiting: ${delayMs > 0 ? "the database was away" : "its worker was stopped"}`,
  }));
  const columns = { job_id: "text", token: "text", delay_ms: "float", message: "text" } as const;
  // Without a delay it keeps its place in the queue.
  const runAt = Prisma.sql`CASE WHEN v.delay_ms > 0 THEN ${sql.plus(sql.now, Prisma.sql`v.delay_ms`)} ELSE run_at END`;
  return settle(
    tx,
    all,
    Prisma.sql`
    UPDATE presentation_jobs SET status = 'pending', progress = 0, worker_id = NULL, started_at = NULL, run_at = ${runAt},
      message = v.message, ${free}
    FROM ${sql.rowsOf(rows, columns)} WHERE ${held()} RETURNING presentation_jobs.id`,
  );
}

/** What the history keeps of an end. */
function attemptEnd(settlement: Settlement): { outcome: Attempt["outcome"]; error: JobError | null } {
  switch (settlement.kind) {
    case "completed":
    case "released":
      return { outcome: settlement.kind, error: null };
    case "requeued":
      return { outcome: settlement.error.timedOut ? "timeout" : "failed", error: settlement.error };
    case "ended":
      return { outcome: settlement.status, error: settlement.error };
  }
}

/** Runs `change`, which ends jobs by `settlements`, and ends the attempts of those that it found. */
function settle(tx: DbOrTransaction, settlements: readonly Settlement[], change: Prisma.Sql): Changed {
  const rows = settlements.map((settlement) => {
    const { outcome, error } = attemptEnd(settlement);
    return {
      job_id: settlement.lease.jobId,
      token: settlement.lease.token,
      outcome,
      code: error?.code ?? null,
      message: error?.message ?? null,
      stack: error?.stack ?? null,
      stages: json(settlement.stages),
      log: settlement.log ?? null,
    };
  });
  const columns = {
    job_id: "text",
    token: "text",
    outcome: "text",
    code: "text",
    message: "text",
    stack: "text",
    stages: "text",
    log: "text",
  } as const;
  return changeWithAttempts(
    tx,
    change,
    (changed) => Prisma.sql`
      UPDATE job_attempts SET outcome = v.outcome, ended_at = ${sql.now}, error_code = v.code, error_message = v.message,
        stack = v.stack, stages = v.stages, log = COALESCE(v.log, job_attempts.log)
      FROM ${sql.rowsOf(rows, columns)} JOIN ${changed} ON changed.id = v.job_id WHERE job_attempts.lease_token = v.token`,
  );
}
