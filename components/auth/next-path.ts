/**
 * Where to go after signing in: `next` when it is a path of this site, else the overview. A link to the sign-in page must
 * not be able to send people elsewhere ("//evil.example", "/\evil.example" and "javascript:" all could).
 */
export function safeNextPath(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/";
  const base = "http://here.invalid";
  try {
    const url = new URL(next, base);
    return url.origin === base && !url.pathname.startsWith("//") ? url.pathname + url.search + url.hash : "/";
  } catch {
    return "/";
  }
}
