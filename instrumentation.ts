/** Next.js calls this once, before its server takes a request. */
export async function register(): Promise<void> {
  const { refuseUnknownMethods } = await import("@/lib/http/refuse-methods");
  refuseUnknownMethods();
  const { endAuditGathering } = await import("@/lib/audit/buffer");
  // Before Next.js hears of it: its server ends as soon as no request is open.
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.prependOnceListener(signal, () => void endAuditGathering());
  }
}
