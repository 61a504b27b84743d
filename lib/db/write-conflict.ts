/**
 * Two writers that wait for each other's rows: PostgreSQL ends one of them, having undone its work, and means it to try again.
 * SQLite's writers take turns, so there it does not happen.
 */
import { causesOf } from "./error-causes";

/** Each try meets other writers at another moment; whoever loses this often in a row gets 503. */
const MAX_TRIES = 5;
const MAX_PAUSE_MS = 50;

function isWriteConflict(error: unknown): boolean {
  return [...causesOf(error)].some(
    ({ code, kind }) => code === "P2034" || kind === "TransactionWriteConflict",
  );
}

/** Runs `work` again, from its beginning, when it lost to another writer. */
export async function againAfterConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === MAX_TRIES || !isWriteConflict(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * MAX_PAUSE_MS));
    }
  }
}
