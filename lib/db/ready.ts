import { config } from "@/lib/config";
import { db } from "./client";
import { pendingMigrations } from "./pending-migrations";

/** Null when the database can be written and is up to date, else a reason without detail. */
export async function checkReady(): Promise<string | null> {
  try {
    if ((await pendingMigrations(config().database)).length > 0) return "migrations are pending";
    // Takes the write lock and gives it back: fails where nothing can be written.
    await db().$transaction([db().$executeRaw`UPDATE workers SET id = id WHERE 0 = 1`]);
    return null;
  } catch {
    return "the database cannot be written";
  }
}
