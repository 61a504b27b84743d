/**
 * What no browser and no client sends, as bytes on sockets, against the product as it is served: what Next.js itself does with it.
 * The same for our own handlers is in app/api/raw-requests.sqlite.test.ts.
 */
import { problem } from "@/lib/contract/problem";
import { openSocket, type RawAnswer, rawHead, readAnswer, readText, sendRaw } from "@/lib/testing/raw-http";
import { expect, test } from "./fixtures";

const port = () => Number(process.env.E2E_PORT);
const token = { Authorization: `Bearer ${process.env.E2E_API_TOKEN}` };
const json = { "Content-Type": "application/json" };
const MIB = 1024 * 1024;

/** What has let people pass a framework's checks, or what proxies and Next.js' own pages say. */
const bypasses: Record<string, string>[] = [
  { "X-Middleware-Subrequest": "proxy:proxy:proxy:proxy:proxy" },
  { "X-Middleware-Subrequest": "src/middleware:src/middleware:src/middleware:src/middleware:src/middleware" },
  { "X-Middleware-Next": "1", "X-Middleware-Rewrite": "/sign-in" },
  { "X-Forwarded-For": "127.0.0.1", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https" },
  { "X-Original-URL": "/livez", "X-Rewrite-URL": "/livez" },
  { "X-Invoke-Path": "/livez", "X-Matched-Path": "/livez", "X-Nextjs-Data": "1" },
  { "X-HTTP-Method-Override": "DELETE" },
  { "Next-Action": "0123456789abcdef0123456789abcdef01234567" },
  { RSC: "1" },
  { RSC: "1", "Next-Router-Prefetch": "1" },
  { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" },
];

/** As a client of Next.js: one that asks for another form of a page is first sent to the address of that form. */
async function ask(line: string, headers: Record<string, string>): Promise<RawAnswer> {
  const answer = await sendRaw(port(), rawHead(line, headers));
  const location = answer.headers.get("location") ?? "";
  if (headers.RSC === undefined || !location.includes("_rsc")) return answer;
  return sendRaw(port(), rawHead(line.replace(/ .*/, ` ${location}`), headers));
}

/** Without what differs each time. */
function essence({ status, headers, body }: RawAnswer) {
  const isProblem = headers.get("content-type") === "application/problem+json";
  return {
    status,
    location: headers.get("location"),
    body: isProblem ? problem.parse(JSON.parse(body)).error : null,
  };
}

const forStrangers = [
  "GET /",
  "GET /jobs",
  "GET /lessons",
  "GET /api/presentations/jobs",
  "GET /api/users",
  "GET /api/lessons",
  "DELETE /api/presentations/jobs/cleanup",
  "POST /api/presentations/generate",
];
/** Fields of rows, in JSON or in React's form of it, and titles of the demo. The words of the interface may name the fields. */
const rows = /(lesson|job)_id\\*":\\*"[\w.:@-]+\\*"|Twelve-bar|Water cycle/i;

for (const line of forStrangers) {
  test(`no header opens ${line} to strangers`, async () => {
    const plain = essence(await sendRaw(port(), rawHead(line)));
    for (const headers of bypasses) {
      const answer = await ask(line, headers);
      expect(answer.body, JSON.stringify(headers)).not.toMatch(rows);
      if (headers.RSC && answer.status === 200) {
        // A page in React's own form says in its body where to go; a prefetch has nothing but the names of files.
        if (!headers["Next-Router-Prefetch"]) expect(answer.body).toContain("/sign-in");
      } else {
        expect(essence(answer), JSON.stringify(headers)).toEqual(plain);
      }
    }
  });
}

test("no header changes what a token is answered", async () => {
  const plain = await sendRaw(port(), rawHead("GET /api/me", token));
  expect(plain.status).toBe(200);
  for (const headers of bypasses.filter(({ RSC }) => RSC === undefined)) {
    const answer = await sendRaw(port(), rawHead("GET /api/me", { ...token, ...headers }));
    expect([answer.status, answer.body], JSON.stringify(headers)).toEqual([200, plain.body]);
  }
});

test("every method is answered as the contract says", async () => {
  const methods = async (method: string) =>
    sendRaw(port(), rawHead(`${method} /api/presentations/jobs`, token));
  const head = await methods("HEAD");
  expect([head.status, head.body]).toEqual([200, ""]);
  expect(head.headers.get("x-total-count")).not.toBeNull();
  const options = await methods("OPTIONS");
  expect([options.status, options.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]) {
    const { status, headers, body } = await methods(method);
    expect([status, problem.parse(JSON.parse(body)).error.code], method).toEqual([405, "method_not_allowed"]);
    expect(headers.get("allow"), method).toContain("GET");
  }
});

test("bodies beyond any bound are told so, also where Next.js cuts them", async () => {
  const sizes: [target: string, mebibytes: number][] = [
    ["raw", 2],
    ["raw", 20],
    ["a%3Ab", 12],
  ];
  for (const [target, mebibytes] of sizes) {
    const length = { "Content-Length": String(mebibytes * MIB) };
    const head = rawHead(`PUT /api/lessons/${target}`, { ...json, ...token, ...length });
    const { status, body } = await sendRaw(port(), head, Buffer.alloc(mebibytes * MIB, "x"));
    expect([status, problem.parse(JSON.parse(body)).error.code]).toEqual([413, "payload_too_large"]);
  }
});

test("a refusal before the body is read leaves the connection usable", async () => {
  const socket = await openSocket(port());
  const length = { "Content-Length": String(MIB), Connection: "keep-alive" };
  socket.write(rawHead("POST /api/presentations/generate", { ...json, ...length }));
  socket.write(Buffer.alloc(MIB, "x"));
  socket.write(rawHead("GET /livez"));
  expect((await readText(socket)).match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 401", "HTTP/1.1 200"]);
});

test("requests that are cut off or mean two things are refused and store nothing", async ({ api }) => {
  const put = (headers: Record<string, string>) =>
    rawHead("PUT /api/lessons/cut", { ...json, ...token, ...headers });
  const cut = await openSocket(port());
  cut.end(`${put({ "Content-Length": "1000" })}{"title"`);
  expect((await readAnswer(cut)).status).toBe(400);
  const broken = [
    [put({ "Transfer-Encoding": "chunked" }), "zz\r\n"],
    [put({ "Transfer-Encoding": "chunked", "Content-Length": "5" }), "0\r\n\r\n"],
    ["GET /api/me HTTP/1.1\r\nConnection: close\r\n\r\n"],
    [rawHead("GET /api/me", { "X-Long": "x".repeat(17_000) })],
    [rawHead("GET /api/presentations/jobs/%E0%A4%A", token)],
  ];
  for (const parts of broken) expect([400, 431]).toContain((await sendRaw(port(), ...parts)).status);
  expect((await api.get("/api/lessons/cut")).status()).toBe(404);
});

test("300 connections that drip hold up nobody", async () => {
  const body = JSON.stringify({ title: "Drip", content: "Drip" });
  const head = rawHead("PUT /api/lessons/drip", { ...json, ...token, "Content-Length": String(body.length) });
  const sockets = await Promise.all(Array.from({ length: 300 }, () => openSocket(port())));
  for (const [index, socket] of sockets.entries()) {
    // Some stop in the head, some in the body.
    socket.write(index % 2 === 0 ? head.slice(0, 40) : head + body.slice(0, 5));
  }
  for (let count = 0; count < 10; count++) {
    expect((await sendRaw(port(), rawHead("GET /api/me", token))).status).toBe(200);
  }
  const finished = sockets.filter((_socket, index) => index % 2 === 1).slice(0, 50);
  for (const socket of finished) socket.write(body.slice(5));
  const statuses = await Promise.all(finished.map(async (socket) => (await readAnswer(socket)).status));
  for (const socket of sockets) socket.destroy();
  for (const status of statuses) expect([200, 201, 429, 503]).toContain(status);
});
