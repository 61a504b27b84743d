/** Next.js calls this once, before its server takes a request. */
export async function register(): Promise<void> {
  const { refuseUnknownMethods } = await import("@/lib/http/refuse-methods");
  refuseUnknownMethods();
}
