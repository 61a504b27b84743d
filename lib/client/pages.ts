/** What the headers of a list say about its pages. */

export type PageFacts = {
  /** What to send as `cursor` for the next page; null on the last one. */
  nextCursor: string | null;
  /** How many there are on all pages. A large number may be an estimate. Null: the server does not say. */
  total: number | null;
  /** Whether `total` is counted; false: estimated. */
  isExact: boolean;
};

export function pageOf(headers: Headers): PageFacts {
  const next = /<([^>]*)>\s*;\s*rel="?next"?/.exec(headers.get("link") ?? "")?.[1];
  const total = headers.get("x-total-count");
  return {
    nextCursor: next === undefined ? null : new URL(next, "http://any.host").searchParams.get("cursor"),
    // "~1200" is an estimate.
    isExact: total !== null && !total.startsWith("~"),
    total: total === null ? null : Number(total.replace("~", "")),
  };
}
