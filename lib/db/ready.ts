import { config } from "@/lib/config";
import { db } from "./client";
import { pendingMigrations } from "./pending-migrations";

/** A look costs a commit, and anybody may ask: they share one this often. */
const LOOK_EVERY_MS = 1_000;

type Look = { at: number; answer: Promise<string | null> };
const shared = globalThis as typeof globalThis & { __presentationJobsReady?: Look };

/** Null when the database can be written and is up to date, else a reason without detail; true a second ago at most. */
export function checkReady(): Promise<string | null> {
  const now = performance.now();
  const last = shared.__presentationJobsReady;
  if (last !== undefined && now - last.at < LOOK_EVERY_MS) return last.answer;
  const answer = lookNow();
  shared.__presentationJobsReady = { at: now, answer };
  return answer;
}

async function lookNow(): Promise<string | null> {
  try {
    if ((await pendingMigrations(config().database)).length > 0) return "migrations are pending";
    // A real write, of what is there already: to take the write lock alone succeeds on a full disk too.
    await db().$executeRaw`UPDATE queue_state SET id = id`;
    return null;
  } catch {
    return "the database cannot be written";
  }
}
