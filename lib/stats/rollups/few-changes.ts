/**
 * Readers count the changes that no tally holds one by one. After an upgrade, an import or a bulk clean-up there may be millions of
 * them: a reader takes a few, and where there are more it folds them first, so it stays exact, and neither the process nor its memory
 * is filled by one call.
 */
import { setTimeout as delay } from "node:timers/promises";
import { type Db, db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import { foldPile } from "./fold-waiting";

/** Some 10 µs each. A server folds from half of that on (fold-waiting.ts). */
export const MOST_UNFOLDED = 10_000;
/** As long as a client that asks every few seconds has patience; folding goes on after it. */
const MAX_WAIT_MS = 5_000;

/** The table job_changes for a statement that is given to `amongFewChanges`: no more of it than tells that there are too many. */
export const someChanges = Prisma.sql`(SELECT * FROM job_changes LIMIT ${MOST_UNFOLDED + 1}) AS job_changes`;

// Next.js bundles this module for pages and for the API; the process folds once for all who wait.
const shared = globalThis as typeof globalThis & { __presentationJobsFolding?: Promise<void> | undefined };

/**
 * What `read` gives when it has met all changes that are not folded.
 * @param read one statement over `someChanges`
 * @param countChanges how many of them it met
 * @throws AppError service_unavailable when they cannot be folded in time
 */
export async function amongFewChanges<T>(
  read: () => Promise<T>,
  countChanges: (result: T) => number,
  maxWaitMs = MAX_WAIT_MS,
): Promise<T> {
  const untilMs = performance.now() + maxWaitMs;
  for (;;) {
    // Who would only find too many does not look.
    if (shared.__presentationJobsFolding === undefined) {
      const result = await read();
      if (countChanges(result) <= MOST_UNFOLDED) return result;
    }
    if (!(await isDoneBy(untilMs, foldOnce(db())))) {
      throw new AppError("service_unavailable", "Many jobs have changed, and are being counted.");
    }
  }
}

function foldOnce(db: Db): Promise<void> {
  shared.__presentationJobsFolding ??= foldPile(db).finally(() => {
    shared.__presentationJobsFolding = undefined;
  });
  return shared.__presentationJobsFolding;
}

async function isDoneBy(untilMs: number, work: Promise<void>): Promise<boolean> {
  const stop = new AbortController();
  const patience = delay(Math.max(0, untilMs - performance.now()), false, { signal: stop.signal });
  try {
    return await Promise.race([work.then(() => true), patience]);
  } finally {
    stop.abort();
  }
}
