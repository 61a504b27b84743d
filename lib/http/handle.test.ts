/** The order in which a request is looked at, and what everybody is told on the way. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { config } from "@/lib/config";
import { endpoints } from "@/lib/contract/api";
import { endpoint } from "@/lib/contract/endpoint";
import { problem } from "@/lib/contract/problem";
import { AppError } from "@/lib/errors";
import { checkAnswers } from "@/lib/testing/check-answers";
import { setUpTestDatabase } from "@/lib/testing/database";
import { setAnswerCheck } from "./answer-check";
import { handle } from "./handle";
import { MAX_STREAMS_OF_ONE, openStreams } from "./stream-slots";

const TOKEN = "test-token-0123456789";
const LIMIT = 20;
setUpTestDatabase({ API_TOKEN: TOKEN, RATE_LIMIT_PER_MINUTE: String(LIMIT), TRUST_PROXY: "1" });

// Only Date: the limiter's minutes pass when a test says so, and nothing waits.
beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterAll(() => void vi.useRealTimers());
const nextMinute = () => vi.setSystemTime(Date.now() + 61_000);
beforeEach(nextMinute);

const renameThing = endpoint({
  id: "renameThing",
  method: "POST",
  path: "/things/{thing_id}",
  access: "settings:manage",
  tag: "System",
  summary: "Rename a thing",
  params: z.strictObject({ thing_id: z.string().max(5) }),
  query: z.strictObject({ dry_run: z.enum(["yes", "no"]).default("no") }),
  headers: z.strictObject({ "x-reason": z.string().max(5).optional() }),
  body: z.strictObject({ new_name: z.string() }),
  answers: { 200: { description: "It", schema: z.object({ name: z.string() }) } },
  errors: ["not_found"],
});
let worked = 0;
const rename = handle(renameThing, async ({ params, query, headers, body, caller }) => {
  worked++;
  if (params.thing_id === "none") throw new AppError("not_found");
  if (params.thing_id === "odd") return Response.json({ name: 1 });
  if (params.thing_id === "more") return Response.json({ name: "a", secret: "b" });
  if (params.thing_id === "fault")
    throw new AppError("internal_error", undefined, { cause: new Error("the true cause") });
  if (params.thing_id === "away")
    throw new AppError("service_unavailable", "Away", { cause: new Error("no route to it") });
  if (params.thing_id === "lost") throw new AppError("job_not_found");
  return Response.json({
    name: [params.thing_id, query.dry_run, headers["x-reason"], body.new_name, caller.name].join(),
  });
});

type Options = { id?: string; query?: string; headers?: Record<string, string>; body?: unknown };

function call({ id = "a", query = "", headers = {}, body = { newName: "b" } }: Options = {}) {
  const request = new Request(`http://localhost/things/x${query}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${TOKEN}`, ...headers },
  });
  return rename(request, { params: Promise.resolve({ thingId: id }) });
}

const codeOf = async (answer: Response) => problem.parse(await answer.json()).error.code;

describe("a declared route", () => {
  test("gets what it declares, parsed", async () => {
    const answer = await call({ query: "?dry_run=yes", headers: { "X-Reason": "why" } });
    expect(await answer.json()).toEqual({ name: "a,yes,why,b,API_TOKEN" });
  });

  const bad = { id: "too-long", query: "?nobody=knows", headers: { "X-Reason": "too long" }, body: { a: 1 } };
  test.each([
    [401, "unauthenticated", { ...bad, headers: { Authorization: "Bearer wrong" } }],
    [422, "validation_failed", { ...bad, headers: { "X-User-Id": "teacher-1" } }],
    [403, "permission_denied", { headers: { "X-User-Id": "teacher-1" } }],
    [422, "validation_failed", { id: "too-long" }],
    [422, "validation_failed", { query: "?nobody=knows" }],
    [422, "validation_failed", { headers: { "X-Reason": "too long" } }],
    [422, "validation_failed", { body: { a: 1 } }],
    [404, "not_found", { id: "none" }],
  ])("says %i %s first to %j", async (status, code, options: Options) => {
    worked = 0;
    const answer = await call(options);
    expect([answer.status, await codeOf(answer)]).toEqual([status, code]);
    expect(worked).toBe(status === 404 ? 1 : 0);
  });

  test.each([
    ["another shape", "odd"],
    ["a field more", "more"],
    ["an error that it does not declare", "lost"],
  ])("cannot answer with %s while tests look", async (_name, id) => {
    await expect(call({ id })).rejects.toThrow("renameThing answered");
  });

  test("says nothing of HTTPS where people come without it", async () => {
    expect((await call()).headers.has("strict-transport-security")).toBe(false);
  });

  test.each([
    ["fault", 500, "error", "the true cause"],
    ["away", 503, "warn", "no route to it"],
  ])(
    "logs what it cannot do (%s, %i) with the cause and the request id, and does not tell the cause",
    async (id, status, level, cause) => {
      const answer = await call({ id });
      expect(answer.status).toBe(status);
      expect(await answer.text()).not.toContain(cause);
      const requestId = answer.headers.get("x-request-id") ?? "";
      const lines = readFileSync(config().logFile, "utf8").split("\n");
      const line = JSON.parse(lines.find((each) => each.includes(requestId)) ?? "{}");
      expect(line).toMatchObject({ level, request_id: requestId, path: "/things/x" });
      expect(line.err.stack).toContain(cause);
    },
  );

  test("answers without a check where nobody looks", async () => {
    setAnswerCheck(async () => {});
    expect((await call({ id: "odd" })).status).toBe(200);
    checkAnswers();
  });
});

describe("a route that takes no body", () => {
  const startThing = endpoint({
    id: "startThing",
    method: "POST",
    path: "/things/start",
    access: "signed-in",
    tag: "System",
    summary: "Start",
    answers: { 204: { description: "Started" } },
  });
  const start = handle(startThing, async () => new Response(null, { status: 204 }));
  const send = (body: string | null, type = "application/json") =>
    start(
      new Request("http://localhost/things/start", {
        method: "POST",
        body,
        headers: { "Content-Type": type, Authorization: `Bearer ${TOKEN}` },
      }),
      { params: Promise.resolve({}) },
    );

  test.each([null, "", "{}"])("takes %j for none", async (body) => {
    expect((await send(body)).status).toBe(204);
  });

  test.each([
    [422, ["role"], '{"role":"admin"}', undefined],
    [422, ["body"], "[]", undefined],
    [400, ["body"], "{", undefined],
    [415, undefined, "role=admin", "application/x-www-form-urlencoded"],
  ])("answers %i and names %j", async (status, fields, body, type) => {
    const answer = await send(body, type);
    const { errors } = problem.parse(await answer.json());
    expect([answer.status, errors?.map(({ field }) => field)]).toEqual([status, fields]);
  });
});

describe("the rate limit", () => {
  test("is told on every answer, refuses what is too much, and ends with the minute", async () => {
    const first = await call({ id: "none" });
    expect(first.headers.get("ratelimit-limit")).toBe(String(LIMIT));
    expect(first.headers.get("ratelimit-remaining")).toBe(String(LIMIT - 1));
    for (let count = 1; count < LIMIT; count++) expect((await call()).status).toBe(200);
    worked = 0;
    const refused = await call();
    expect([refused.status, await codeOf(refused), worked]).toEqual([429, "rate_limited", 0]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(50);
    expect(refused.headers.get("ratelimit-remaining")).toBe("0");
    nextMinute();
    expect((await call()).status).toBe(200);
  });

  test("counts bad credentials by address, and a good one is none of them", async () => {
    const guess = (address: string) =>
      call({ headers: { Authorization: "Bearer wrong", "X-Forwarded-For": address } });
    for (let count = 0; count < LIMIT; count++) expect((await guess("192.0.2.1")).status).toBe(401);
    expect((await guess("192.0.2.1")).status).toBe(429);
    expect((await guess("192.0.2.2")).status).toBe(401);
    expect((await call({ headers: { "X-Forwarded-For": "192.0.2.1" } })).status).toBe(200);
  });

  const forAll = (uncounted: boolean) =>
    handle(
      endpoint({
        id: "askThing",
        method: "GET",
        path: "/things",
        access: "everybody",
        uncounted,
        tag: "System",
        summary: "Ask",
        answers: { 200: { description: "It" } },
      }),
      async () => new Response(),
    );

  test("lets nobody's flood stop what is not counted", async () => {
    const ask = async (route: ReturnType<typeof forAll>) =>
      (await route(new Request("http://localhost/things"), { params: Promise.resolve({}) })).status;
    const [counted, uncounted] = [forAll(false), forAll(true)];
    for (let count = 0; count < LIMIT; count++) expect(await ask(counted)).toBe(200);
    expect(await ask(counted)).toBe(429);
    for (let count = 0; count <= LIMIT; count++) expect(await ask(uncounted)).toBe(200);
  });

  test("is none for the probes, for signing in, which has a throttle of its own, for signing out, and for links that hold a secret", () => {
    const uncounted = endpoints.filter((endpoint) => endpoint.uncounted).map(({ id }) => id);
    expect(uncounted.toSorted()).toEqual(["livez", "readyz", "setPassword", "setUp", "signIn", "signOut"]);
  });
});

describe("event streams", () => {
  const followThing = endpoint({
    id: "followThing",
    method: "GET",
    path: "/things/events",
    access: "signed-in",
    tag: "System",
    summary: "Follow",
    answers: { 200: { description: "A stream", events: { thing: z.string() } } },
  });
  const follow = handle(
    followThing,
    async () => new Response(new ReadableStream(), { headers: { "Content-Type": "text/event-stream" } }),
  );
  const open = () => {
    nextMinute();
    const headers = { Authorization: `Bearer ${TOKEN}` };
    return follow(new Request("http://localhost/things/events", { headers }), {
      // As Next.js gives them where the path has none.
      params: Promise.resolve(undefined),
    });
  };

  test("are bounded for one caller, and one that ends makes room", async () => {
    const streams: Response[] = [];
    for (let count = 0; count < MAX_STREAMS_OF_ONE; count++) streams.push(await open());
    const refused = await open();
    expect([refused.status, await codeOf(refused)]).toEqual([429, "rate_limited"]);
    await streams.pop()?.body?.cancel();
    streams.push(await open());
    expect(streams.at(-1)?.status).toBe(200);
    expect(openStreams()).toBe(MAX_STREAMS_OF_ONE);
    for (const stream of streams) await stream.body?.cancel();
    expect(openStreams()).toBe(0);
  });
});
