/** Preloaded into the Next.js server, which does not know that it has a parent. */

/** Next.js waits for open connections, and an event stream never closes by itself: browsers reconnect to them. */
const LAST_REQUESTS_MS = 3_000;

// Whoever started us is gone, perhaps killed: a server left behind would hold the port.
process.once("disconnect", () => process.exit(0));
process.once("SIGTERM", () => setTimeout(() => process.exit(0), LAST_REQUESTS_MS).unref());
