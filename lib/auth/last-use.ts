import { logger } from "@/lib/log";

/** How exact "last used" is, and so how often using a session or a token costs a write. */
export const LAST_USE_MS = 60_000;

/** Writes down a use beside the request: it waits for nothing, and does not fail when this fails. */
export function noteUse(write: () => Promise<unknown>): void {
  write().catch((error: unknown) => logger("auth").warn({ err: error }, "last_use_not_written"));
}
