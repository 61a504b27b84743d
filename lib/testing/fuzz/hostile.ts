/** What attackers and broken clients send: the lists that the generators of requests draw from. */

/** RELIABILITY.md's hostile text, and SQL's and LIKE's own characters. */
export const hostileTexts: readonly string[] = [
  "'; DROP TABLE lessons; --",
  '" OR "1"="1',
  "100%_\\",
  "%",
  "_",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "javascript:alert(1)",
  "=cmd()|'/C calc'!A0",
  "{{7*7}}",
  "../../../../etc/passwd",
  "..\\..\\windows",
  "\u001b[31mred\u001b[0m",
  "line\r\nSet-Cookie: a=b",
  "\u202Eright to left\u202C",
  "e\u0301\u0323 👩‍👩‍👧‍👦 日本語 𝕏",
  "\uFEFF\u200B\u2028\u2029",
  "\uFFFE\uFFFF",
  "\u0000",
  "a\u0000b",
  "__proto__",
  "constructor",
  "null",
  " ",
  "\t\n",
  "x".repeat(100_000),
];

/** Fields that would be a privilege, or that a prototype has. */
export const privilegedFields: readonly (readonly [name: string, value: unknown])[] = [
  ["status", "completed"],
  ["user_id", "teacher-2"],
  ["worker_id", "server-1"],
  ["role", "admin"],
  ["id", "1"],
  ["retry_count", 0],
  ["lease_token", "x"],
  ["hasOwnProperty", 1],
  ["constructor", { prototype: { role: "admin" } }],
  ["toString", null],
  ["", 1],
];

/** Times at the edges of calendars, offsets and databases. */
export const times: readonly string[] = [
  "2026-01-07T06:30:00Z",
  "2030-06-30T23:59:59.999Z",
  "2024-02-29T12:00:00+14:00",
  "1970-01-01T00:00:00Z",
  "1969-12-31T23:59:59.999-12:00",
  "0000-01-01T00:00:00Z",
  "0001-01-01T00:00:00+14:00",
  "9999-12-31T23:59:59.999999999Z",
  "9999-12-31T23:59:59-14:00",
  "2026-01-07T06:30Z",
];

const typed: Readonly<Record<string, readonly unknown[]>> = {
  null: [null],
  boolean: [true, false],
  number: [0, -1, 1.5, 1e300],
  string: ["", "30", "true", "null"],
  array: [[], [null], ["x"]],
  object: [{}, { a: 1 }],
};

/** Values of every type but `type`. */
export function otherTypes(type: string | string[] | undefined): unknown[] {
  const own = type === "integer" ? "number" : type;
  return Object.entries(typed).flatMap(([name, values]) => (name === own ? [] : values));
}

/** Texts where a number, a flag or a word of a list is asked for. */
export const junkParameters: readonly string[] = [
  ...["", "abc", "1e2", "-1", "0x10", " 5", "５", "1,2", "9".repeat(30), "true,false", "NULL", "undefined"],
  ...[
    "pending,pending",
    ",",
    "-created_at;drop",
    "WzEsIngiXQ",
    "WzFlMTAwLCJ4Il0",
    "WzkwMDcxOTkyNTQ3NDA5OTEsIngiXQ",
  ],
];

/** What HTTP allows and no client of ours sends: bypasses of frameworks, lies of proxies, odd ways to ask. */
export const oddHeaders: readonly Record<string, string>[] = [
  { "X-Middleware-Subrequest": "middleware:middleware:middleware:middleware:middleware" },
  { "X-Forwarded-For": "127.0.0.1", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https" },
  { Forwarded: "for=127.0.0.1;host=evil.example" },
  { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-State-Tree": "%5B%22%22%5D" },
  { "Next-Action": "x".repeat(40) },
  { "X-HTTP-Method-Override": "DELETE" },
  { Accept: "text/html;q=1e999, */*" },
  { "Accept-Encoding": "br;q=0, *;q=x" },
  { "If-None-Match": "*", "If-Modified-Since": "yesterday" },
  { Range: "bytes=0-0,5-1" },
  { Cookie: `presentation-jobs.session_token=${"%FF".repeat(50)}; a` },
  { "X-User-Id": "a b" },
  { "X-User-Id": "teacher-2" },
  { "X-User-Id": "x".repeat(300) },
  { Authorization: "Bearer" },
  { Authorization: `Bearer ${"a".repeat(7_000)}` },
  { Authorization: "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0." },
  { Authorization: "Bearer pj_000000000000_x" },
  { Authorization: "Basic YTpi" },
];
