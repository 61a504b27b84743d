/**
 * RELIABILITY.md's rows about requests, as bytes on a socket: what is no good JSON, what would be a privilege, what means something to
 * SQL, and clients that never end their sentence. Refused is refused: nothing in the database may have changed.
 * What Next.js itself does with odd requests is in e2e/raw-requests.spec.ts.
 */
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { exampleJobIds, exampleLessonId } from "@/lib/contract/endpoints/example-ids";
import { problem } from "@/lib/contract/problem";
import { MAX_BODY_BYTES } from "@/lib/http/json-body";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenExampleWorld } from "@/lib/testing/example-world";
import { givenJob, givenLesson } from "@/lib/testing/factories";
import { serve, type TestServer } from "@/lib/testing/http-server";
import { openSocket, type RawAnswer, rawHead, readAnswer, readText, sendRaw } from "@/lib/testing/raw-http";
import { sumTables } from "@/lib/testing/table-sums";
import { dispatch } from "./_dispatch";

const TOKEN = "test-token-0123456789";
setUpTestDatabase({ API_TOKEN: TOKEN, RATE_LIMIT_PER_MINUTE: "0" });

let server: TestServer;
beforeAll(async () => {
  server = await serve(dispatch);
});
afterAll(() => server.close());

const authorised = { Authorization: `Bearer ${TOKEN}` };
const GENERATE = "POST /api/presentations/generate";
const PUT_LESSON = "PUT /api/lessons/raw";
const GET_JOBS = "GET /api/presentations/jobs";

type Refusal = { status: number; fields?: string[] };

function refusalOf({ status, headers, body }: RawAnswer): Refusal {
  expect(headers.get("content-type")).toBe("application/problem+json");
  const { request_id, errors } = problem.parse(JSON.parse(body));
  expect(headers.get("x-request-id")).toBe(request_id);
  return { status, ...(errors && { fields: errors.map(({ field }) => field) }) };
}

function send(line: string, body: string | Uint8Array, headers: Record<string, string> = {}) {
  const length = String(Buffer.byteLength(body));
  const all = { ...authorised, "Content-Type": "application/json", "Content-Length": length, ...headers };
  return sendRaw(server.port, rawHead(line, all), body);
}

/** Sends something that must be refused, and that must change nothing. */
async function refused(sending: () => Promise<RawAnswer>): Promise<Refusal> {
  const before = await sumTables();
  const refusal = refusalOf(await sending());
  expect(await sumTables()).toEqual(before);
  return refusal;
}

const lesson = (content: string) => `{"title":"Raw","content":${content}}`;
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

describe("a body", () => {
  test.each<[string, number, string | undefined, string | Uint8Array, Record<string, string>?]>([
    ["nested 40 levels deep", 400, "body", lesson(nested(40))],
    ["nested 200,000 levels deep", 400, "body", lesson(`${"[".repeat(200_000)}${"]".repeat(200_000)}`)],
    ["cut off", 400, "body", '{"title":"Raw","content":"te'],
    ["of bytes that are no UTF-8", 400, "body", Buffer.from('{"title":"\xff","content":"c"}', "latin1")],
    ["in UTF-16", 400, "body", Buffer.from(lesson('"c"'), "utf16le")],
    ["with an escaped NUL", 400, "content", lesson('"a\\u0000b"')],
    ["with a raw NUL", 400, "body", lesson('"a\0b"')],
    ["with half a character", 400, "content", lesson('"\\ud83d"')],
    ["with a key given twice", 400, "title", '{"title":"A","title":"B","content":"c"}'],
    [
      "with a key given twice in two spellings",
      400,
      "title",
      '{"title":"A","\\u0074itle":"B","content":"c"}',
    ],
    ["with a prototype", 400, "content", lesson('{"version":"m2.0","__proto__":{"role":"admin"}}')],
    ["with a constructor", 422, "constructor", '{"title":"A","content":"c","constructor":{"prototype":{}}}'],
    ["with NaN", 400, "body", lesson('{"version":NaN}')],
    ["with a number out of reach", 400, "content.version", lesson('{"version":1e999}')],
    ["that is compressed", 415, undefined, gzipSync(lesson('"c"')), { "Content-Encoding": "gzip" }],
    [
      "that is a form",
      415,
      undefined,
      "title=A&content=c",
      { "Content-Type": "application/x-www-form-urlencoded" },
    ],
    ["that is said to be text", 415, undefined, lesson('"c"'), { "Content-Type": "text/plain" }],
    ["without a type", 415, undefined, lesson('"c"'), { "Content-Type": "" }],
    ["of one byte too many", 413, undefined, lesson(`"${"x".repeat(MAX_BODY_BYTES)}"`)],
  ])("%s is refused with %i, naming %s", async (_name, status, field, body, headers) => {
    const refusal = await refused(() => send(PUT_LESSON, body, headers));
    expect(refusal).toEqual({ status, ...(field && { fields: [field] }) });
  });

  test("that grows chunk by chunk beyond its bound is refused", async () => {
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    const chunks = Array.from({ length: 20 }, () => chunk);
    const head = rawHead(PUT_LESSON, {
      ...authorised,
      "Content-Type": "application/json",
      "Transfer-Encoding": "chunked",
    });
    const refusal = await refused(() => sendRaw(server.port, head, '1\r\n"\r\n', ...chunks, "0\r\n\r\n"));
    expect(refusal.status).toBe(413);
  });

  test("that is refused unread leaves the connection usable", async () => {
    const socket = await openSocket(server.port);
    const length = { "Content-Length": String(MAX_BODY_BYTES), Connection: "keep-alive" };
    socket.write(rawHead(PUT_LESSON, { "Content-Type": "application/json", ...length }));
    socket.write(Buffer.alloc(MAX_BODY_BYTES, "x"));
    socket.write(rawHead("GET /livez"));
    expect((await readText(socket)).match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 401", "HTTP/1.1 200"]);
  });

  test("of which the end never comes stores nothing, and is no fault of the server", async () => {
    const before = await sumTables();
    const socket = await openSocket(server.port);
    socket.end(
      `${rawHead(PUT_LESSON, { ...authorised, "Content-Type": "application/json", "Content-Length": "1000" })}{"title"`,
    );
    const answer = await readAnswer(socket).then(
      ({ status }) => status,
      () => "none",
    );
    expect([400, "none"]).toContain(answer);
    expect(await sumTables()).toEqual(before);
  });
});

describe("what would be a privilege", () => {
  beforeEach(givenExampleWorld);
  test.each([
    [GENERATE, { lesson_id: exampleLessonId }],
    [`POST /api/presentations/jobs/${exampleJobIds.failed}/retry`, {}],
    [`PATCH /api/presentations/jobs/${exampleJobIds.pending}`, { priority: "low" }],
  ])("is refused by %s and named", async (line, body) => {
    for (const field of ["status", "user_id", "worker_id", "role", "retry_count", "lease_token", "userId"]) {
      const refusal = await refused(() => send(line, JSON.stringify({ ...body, [field]: "admin" })));
      expect(refusal).toEqual({ status: 422, fields: [field] });
    }
  });
});

describe("what means something to SQL", () => {
  beforeEach(() => givenJob());
  test.each(["%", "_", "\\", "'", "' OR '1'='1", "'; DROP TABLE lessons; --", '"', "$1", "?", "*", "[a-z]"])(
    "is text in a search (%s)",
    async (text) => {
      const before = await sumTables();
      const q = encodeURIComponent(text);
      for (const line of [`${GET_JOBS}?q=${q}`, `GET /api/lessons?q=${q}`, `${GET_JOBS}?error_code=${q}`]) {
        const { status, body } = await sendRaw(server.port, rawHead(line, authorised));
        expect([status, JSON.parse(body)], line).toEqual([200, []]);
      }
      expect(await sumTables()).toEqual(before);
    },
  );

  test.each([
    ["sort=id", 422, "sort"],
    ["sort=created_at;DROP%20TABLE%20lessons", 422, "sort"],
    ["sort=created_at,priority", 422, "sort"],
    ["limit=0", 422, "limit"],
    ["limit=101", 422, "limit"],
    ["limit=99999999999999999999", 422, "limit"],
    ["limit=1e1", 422, "limit"],
    ["limit=-1", 422, "limit"],
    ["limit=10&limit=20", 422, "limit"],
    ["status=pending'--", 400, "status"],
    ["created_after=yesterday", 422, "created_after"],
    ["created_before=9999-12-31T23:59:59-14:00", 422, "created_before"],
    ["created_after=0000-01-01T00:00:00Z", 422, "created_after"],
    ["cursor=WzFd", 422, "cursor"],
    [`q=${"x".repeat(201)}`, 422, "q"],
  ])("is no part of a list's question (?%.40s)", async (query, status, field) => {
    const refusal = await refused(() => sendRaw(server.port, rawHead(`${GET_JOBS}?${query}`, authorised)));
    expect([refusal.status, refusal.fields?.[0]?.split(".")[0]]).toEqual([status, field]);
  });
});

describe("a token in the address", () => {
  test.each(["token", "access_token", "authorization", "api_key", "Authorization"])(
    "lets nobody in (?%s=)",
    async (name) => {
      const asked = `${GET_JOBS}?${name}=${encodeURIComponent(`Bearer ${TOKEN}`)}`;
      expect((await refused(() => sendRaw(server.port, rawHead(asked)))).status).toBe(401);
      // And with a good one beside it, it is told as what it is.
      const both = await refused(() => sendRaw(server.port, rawHead(asked, authorised)));
      expect(both).toEqual({ status: 422, fields: [name] });
    },
  );
});

describe("clients that do not end", () => {
  beforeEach(() => givenLesson({ id: exampleLessonId }));
  test("200 bodies that wait hold up nobody, and are answered when they end", async () => {
    const WAITING = 200;
    const body = JSON.stringify({ lesson_id: exampleLessonId });
    const headers = {
      ...authorised,
      "Content-Type": "application/json",
      "Content-Length": String(body.length),
    };
    const sockets = await Promise.all(Array.from({ length: WAITING }, () => openSocket(server.port)));
    for (const socket of sockets) socket.write(rawHead(GENERATE, headers) + body.slice(0, 5));
    for (let count = 0; count < 20; count++) {
      const { status } = await sendRaw(server.port, rawHead(GET_JOBS, authorised));
      expect(status).toBe(200);
    }
    for (const socket of sockets.splice(0, WAITING / 2)) socket.destroy();
    for (const socket of sockets) socket.write(body.slice(5));
    const statuses = await Promise.all(sockets.map(async (socket) => (await readAnswer(socket)).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  test("large bodies side by side cost a bounded memory", async () => {
    const TOGETHER = 40;
    const body = Buffer.alloc(10 * MAX_BODY_BYTES, "x");
    const { rss: before } = process.memoryUsage();
    const all = await Promise.all(Array.from({ length: TOGETHER }, () => send(PUT_LESSON, body)));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([413]));
    // 400 MiB were sent, of which each request may keep one.
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * MAX_BODY_BYTES);
  });
});
