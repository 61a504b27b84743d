/** What is gathered has so long to be written after the signal. */
const LAST_WRITES_MS = 2_000;

/** Next.js calls this once, before its server takes a request. */
export async function register(): Promise<void> {
  const { refuseUnknownMethods } = await import("@/lib/http/refuse-methods");
  refuseUnknownMethods();
  const { breakOffUnreadFiles } = await import("@/lib/http/unread-files");
  breakOffUnreadFiles();
  const { endAuditGathering } = await import("@/lib/audit/buffer");
  const { startAlertWatch, stopAlertWatch } = await import("@/lib/alerts/alert-watch");
  const { config } = await import("@/lib/config");
  const { holdExit } = await import("@/lib/hold-exit");
  const { flushTraces, startTracing } = await import("@/lib/tracing/tracing");
  await startTracing(config(), "server");
  // Before Next.js hears of it: its server ends as soon as no request is open.
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.prependOnceListener(signal, () => {
      holdExit(Promise.allSettled([stopAlertWatch(), endAuditGathering(), flushTraces()]), LAST_WRITES_MS);
    });
  }
  // Next.js calls this while it builds, too.
  if (!config().isServer) return;
  const [{ db }, { logger }] = await Promise.all([import("@/lib/db/client"), import("@/lib/log")]);
  startAlertWatch(config(), logger("alerts"));
  const { foldPiles } = await import("@/lib/stats/rollups/fold-waiting");
  foldPiles(db(), logger("housekeeping"));
  const { keepCountingWorkers } = await import("@/lib/stats/rollups/worker-counts");
  keepCountingWorkers(db(), logger("housekeeping"));
}
