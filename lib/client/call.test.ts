/** One call against servers that do not behave. */
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { serve, type TestServer } from "@/lib/testing/http-server";
import { type CallInput, type Connection, call, routeOf } from "./call";

const servers: TestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

type Script = (request: Request, count: number) => Response | Promise<Response>;

/** A server that answers as told, and what it was asked. */
async function given(script: Script) {
  const requests: Request[] = [];
  const server = await serve(async (request) => {
    requests.push(request);
    return script(request, requests.length);
  });
  servers.push(server);
  return { server, requests };
}

const connectionTo = ({ url }: { url: string }, changes: Partial<Connection> = {}): Connection => ({
  baseUrl: url,
  headers: async () => ({}),
  fetch: (address, init) => fetch(address, init),
  signal: null,
  repeats: { times: 3, firstWaitMs: 1, longestWaitMs: 2_000 },
  timeoutMs: 10_000,
  makesKeys: true,
  shapes: new Map(),
  ...changes,
});

async function ask(script: Script, line: string, input: CallInput = {}, changes: Partial<Connection> = {}) {
  const { server, requests } = await given(script);
  const result = await call(connectionTo(server, changes), routeOf("thing", line), input);
  return { result, requests, tries: requests.length };
}

const unavailable = (headers: HeadersInit = {}) => new Response("busy", { status: 503, headers });
const busyOnce: Script = (_request, count) => (count === 1 ? unavailable() : Response.json(count));
/** The connection breaks before there is an answer. */
const breaks: Script = () => Promise.reject(new Error("gone"));
const breaksOnce: Script = (request, count) => (count === 1 ? breaks(request, count) : Response.json(count));

/** The first request with the same key is still at work. */
const inFlightOnce: Script = (_request, count) =>
  count === 1
    ? Response.json(
        {
          detail: "Wait",
          error: { code: "idempotency_in_flight", retry_after_seconds: null },
          request_id: "1",
        },
        { status: 409 },
      )
    : Response.json(count);

describe("what is sent", () => {
  it("puts everything into its place", async () => {
    const { requests } = await ask(
      async (request) => Response.json(await request.clone().json()),
      "POST /things/{thing_id}/do",
      {
        thing_id: "a/b ü?",
        query: { list: ["a", "b"], limit: 5, no: undefined },
        body: { x: 1 },
        headers: { "x-more": "1" },
      },
      { headers: async () => ({ Authorization: "Bearer abc", "X-User-Id": "teacher-1" }) },
    );
    const { url, headers } = requests[0] ?? new Request("http://nothing");
    expect(new URL(url).pathname + new URL(url).search).toBe(
      "/things/a%2Fb%20%C3%BC%3F/do?list=a%2Cb&limit=5",
    );
    expect(Object.fromEntries(headers)).toMatchObject({
      authorization: "Bearer abc",
      "x-user-id": "teacher-1",
      "x-more": "1",
      "content-type": "application/json",
    });
  });

  it.each([undefined, "", "..", 7])("is nothing without an id (%j)", async (thing_id) => {
    await expect(ask(() => Response.json(1), "GET /things/{thing_id}", { thing_id })).rejects.toThrow(
      "thing_id",
    );
  });
});

it("throws what no header can be, instead of blaming the network", async () => {
  const headers = { "x-more": "two\nlines" };
  await expect(ask(() => Response.json(1), "GET /things", { headers })).rejects.toThrow(TypeError);
});

describe("what is repeated", () => {
  it.each([
    ["GET /things", busyOnce, 2],
    ["GET /things", breaksOnce, 2],
    ["PUT /things/1", breaksOnce, 2],
    ["DELETE /things/1", busyOnce, 2],
    ["POST /things keyed", inFlightOnce, 2],
    // Perhaps it was done: a second one would be told that there is nothing.
    ["DELETE /things/1", breaksOnce, 1],
    ["POST /things", busyOnce, 1],
    ["POST /things", breaksOnce, 1],
    ["POST /things keyed", breaksOnce, 2],
  ] as const)("%s (%#)", async (line, script, tries) => {
    const asked = await ask(script, line);
    expect(asked.tries).toBe(tries);
    expect(asked.result.ok).toBe(tries === 2);
  });

  it("carries the same key every time, the caller's own if there is one", async () => {
    const keysOf = ({ requests }: { requests: Request[] }) =>
      requests.map(({ headers }) => headers.get("idempotency-key"));
    const [first, second] = keysOf(await ask(breaksOnce, "POST /things keyed"));
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).toBe(first);
    const headers = { "idempotency-key": "mine" };
    expect(keysOf(await ask(breaksOnce, "POST /things keyed", { headers }))).toEqual(["mine", "mine"]);
    expect(keysOf(await ask(breaksOnce, "POST /things keyed", {}, { makesKeys: false }))).toEqual([null]);
  });

  it("ends after as many times as it was told", async () => {
    const { result, tries } = await ask(() => unavailable(), "GET /things");
    expect(tries).toBe(4);
    expect(result).toMatchObject({ ok: false, error: { status: 503, code: "unexpected_answer" } });
  });

  it("waits as long as the server asks", async () => {
    const startedAt = performance.now();
    const script: Script = (_request, count) =>
      count === 1 ? unavailable({ "Retry-After": "1" }) : Response.json(1);
    expect((await ask(script, "GET /things")).tries).toBe(2);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1_000);
  });

  it("is not what the server wants to have left alone for long", async () => {
    const { result, tries } = await ask(() => unavailable({ "Retry-After": "3600" }), "GET /things");
    expect(tries).toBe(1);
    expect(result).toMatchObject({ error: { retryAfterSeconds: 3600 } });
  });

  it("is not what is wrong and stays wrong", async () => {
    expect((await ask(() => new Response(null, { status: 404 }), "GET /things")).tries).toBe(1);
    expect((await ask(() => new Response(null, { status: 500 }), "GET /things")).tries).toBe(1);
  });
});

describe("what comes of it", () => {
  it("is an aborted call, also while it waits to try again", async () => {
    const stop = new AbortController();
    const script: Script = () => {
      setImmediate(() => stop.abort());
      return unavailable({ "Retry-After": "2" });
    };
    const { result } = await ask(script, "GET /things", { signal: stop.signal });
    expect(result).toMatchObject({ ok: false, error: { code: "aborted", status: 0 } });
  });

  it("is an error when the server is silent", async () => {
    const silent: Script = ({ signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener("abort", reject));
    const { result } = await ask(silent, "POST /things", {}, { timeoutMs: 50 });
    expect(result).toMatchObject({
      error: { code: "network", detail: "The server did not answer within 0.05 seconds." },
    });
  });

  it("is an error when nobody listens", async () => {
    const { server } = await given(() => Response.json(1));
    await server.close();
    const result = await call(connectionTo(server), routeOf("thing", "POST /things"), {});
    expect(result).toMatchObject({
      error: { code: "network", status: 0, detail: "The server cannot be reached." },
    });
  });

  it.each([
    ["a page of a proxy", () => new Response("<p>Sign in", { headers: { "Content-Type": "text/html" } })],
    ["another shape", () => Response.json({ size: "large" })],
  ])("is an error for %s", async (_name, script) => {
    const shapes = new Map([["thing", { 200: { schema: z.object({ size: z.int() }) } }]]);
    expect((await ask(script, "GET /things", {}, { shapes })).result).toMatchObject({
      error: { code: "unexpected_answer", status: 200 },
    });
  });

  it("is an error when no stream comes where one was asked for", async () => {
    expect((await ask(() => Response.json({}), "GET /things events")).result).toMatchObject({
      error: { code: "unexpected_answer" },
    });
  });

  it("is nothing for 204, and a file as it is", async () => {
    const nothing = await ask(() => new Response(null, { status: 204 }), "DELETE /things/1");
    expect(nothing.result).toMatchObject({ ok: true, data: undefined, status: 204 });
    const { result } = await ask(() => Response.json([1]), "GET /things/1 file");
    expect(result.ok && result.data instanceof Blob && (await result.data.text())).toBe("[1]");
  });
});
