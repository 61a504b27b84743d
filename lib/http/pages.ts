/** Headers of a list that comes page by page. */

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
