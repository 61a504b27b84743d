/** Lists that come page by page. */

/** What a statement gave that asked for one row more than the page holds: the page, and its last row when there are more. */
export function cutPage<R>(rows: readonly R[], limit: number): { page: R[]; last: R | null } {
  const page = rows.slice(0, limit);
  return { page, last: rows.length > limit ? (page.at(-1) ?? null) : null };
}

/** `Link: <…>; rel="next"` (RFC 8288) and `X-Total-Count`, with "~" before an estimate. `url` is the request's own. */
export function pageHeaders(
  url: URL,
  page: { nextCursor: string | null; total: number; isExact?: boolean },
): Headers {
  const headers = new Headers({ "X-Total-Count": `${page.isExact === false ? "~" : ""}${page.total}` });
  if (page.nextCursor !== null) {
    const next = new URL(url);
    next.searchParams.set("cursor", page.nextCursor);
    headers.set("Link", `<${next.pathname}${next.search}>; rel="next"`);
  }
  return headers;
}
