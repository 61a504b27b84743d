/** The headers of a list that comes page by page, for its declaration; lib/http/pages.ts makes them. */
export const pageHeaders = {
  Link: 'Where the next page is: `<…>; rel="next"` (RFC 8288); absent on the last page',
  "X-Total-Count": "How many there are on all pages; `~` before it marks an estimate",
} as const;
