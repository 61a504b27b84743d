/**
 * Whether jobs ask the language model. Where jobs one after another got nothing from it, it rests: the next ones keep their outline at
 * once instead of waiting for it, each for most of its time. When the rest is over one job tries (half open): what it finds decides
 * for all. The state stands in the database, the only thing that the workers share: one that starts anew, or beside the others, knows
 * what they have learnt, and the server shows it to administrators. docs/decisions/0012-the-model-rests.md
 */
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";

/** One job in trouble may be bad luck. */
export const FAILURES_TO_REST = 3;
/** Costs little where the trouble stays, one job's time a minute, and little polish where it passes. */
export const REST_MS = 60_000;
/** An endpoint may ask for a longer rest; a week would be a mistake of its own. */
export const MAX_REST_MS = 15 * 60_000;

/** Whether this job may ask. Of those that come after a rest, one: should it tell nothing, another may try a rest later. */
export async function mayAskModel(db: DbOrTransaction): Promise<boolean> {
  const resting = await db.$queryRaw<{ is_over: number | boolean }[]>`
    SELECT CASE WHEN rests_until <= ${sql.now} THEN 1 ELSE 0 END AS is_over
    FROM language_model WHERE rests_until IS NOT NULL`;
  const [rest] = resting;
  if (rest === undefined) return true;
  if (Number(rest.is_over) === 0) return false;
  const taken = await db.$executeRaw`
    UPDATE language_model SET rests_until = ${sql.plus(sql.now, REST_MS)} WHERE rests_until <= ${sql.now}`;
  return taken === 1;
}

/** It answered a job. Returns whether it had been in trouble before. */
export async function noteAnswer(db: DbOrTransaction): Promise<boolean> {
  const changed = await db.$executeRaw`
    UPDATE language_model SET failures = 0, rests_until = NULL WHERE failures > 0 OR rests_until IS NOT NULL`;
  return changed > 0;
}

/**
 * A job got nothing from it. An endpoint that says how long to leave it alone rests at once, for that long.
 * @returns whether it rests now
 */
export async function noteFailure(
  db: DbOrTransaction,
  { reason, retryAfterMs }: { reason: string; retryAfterMs: number | null },
): Promise<boolean> {
  const askedMs = Math.min(retryAfterMs ?? 0, MAX_REST_MS);
  const restAt = (ms: number) => sql.plus(sql.now, ms);
  const soon = askedMs > 0 ? restAt(askedMs) : Prisma.sql`rests_until`;
  const rows = await db.$queryRaw<{ rests_until: Date | null }[]>`
    UPDATE language_model SET failures = failures + 1, trouble = ${reason}, trouble_at = ${sql.now},
      rests_until = CASE WHEN failures + 1 >= ${FAILURES_TO_REST} THEN ${restAt(Math.max(REST_MS, askedMs))} ELSE ${soon} END
    RETURNING rests_until`;
  return rows[0]?.rests_until != null;
}
