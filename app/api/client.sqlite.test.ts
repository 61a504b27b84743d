/** The client against the real routes, over HTTP. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Client, type ClientOptions, createClient } from "@/lib/client/client";
import type { FollowState } from "@/lib/client/follow";
import { endpoints } from "@/lib/contract/api";
import type { AnyEndpoint } from "@/lib/contract/endpoint";
import type { Job, JobCounts } from "@/lib/contract/jobs";
import { AppError } from "@/lib/errors";
import { setAnswerCheck } from "@/lib/http/answer-check";
import { respond } from "@/lib/http/respond";
import { cancelJob } from "@/lib/jobs/cancel";
import { checkAnswers, faultOf } from "@/lib/testing/check-answers";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, givenLesson, service } from "@/lib/testing/factories";
import { serve, type TestServer } from "@/lib/testing/http-server";
import { dispatch } from "./_dispatch";

const TOKEN = "test-token-0123456789";
setUpTestDatabase({ API_TOKEN: TOKEN });

let server: TestServer;
let stop: AbortController;
beforeEach(async () => {
  stop = new AbortController();
  server = await serve(dispatch);
});
afterEach(async () => {
  stop.abort();
  await server.close();
});

const connect = (changes: Partial<ClientOptions> = {}): Client =>
  createClient({ baseUrl: server.url, token: TOKEN, signal: stop.signal, contract: endpoints, ...changes });

/** A promise and what fulfils it. */
function signalled() {
  let resolve = () => {};
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}

/** Does it the first time only, so that whoever waits for it waits for the same. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}

/** A job that waits, and what cancels it. */
async function givenWaitingJob() {
  const { job_id } = await givenJob();
  return { job_id, cancel: once(() => cancelJob(job_id, null, service)) };
}

/** The body of `answer`, broken off after the piece that holds `text`. */
function untilFirst(text: string, { body }: Response): ReadableStream<Uint8Array> | null {
  const decoder = new TextDecoder();
  let isOver = false;
  const cut = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      if (isOver) return;
      controller.enqueue(piece);
      isOver = decoder.decode(piece).includes(text);
      if (isOver) controller.terminate();
    },
  });
  return body?.pipeThrough(cut) ?? null;
}

describe("every method", () => {
  const reached: string[] = [];
  beforeEach(() => {
    reached.length = 0;
    setAnswerCheck(async (endpoint, answer) => {
      reached.push(endpoint.id);
      expect(await faultOf(endpoint, answer)).toBeNull();
    });
  });
  afterEach(() => checkAnswers());

  /** Looked up by name, the methods have no types; the declared examples fit them. */
  const methods = () =>
    connect({ repeats: 0 }) as unknown as Record<string, (input: object) => Promise<Answered>>;
  type Answered = { ok: boolean; error?: { code: string; status: number } };

  test.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))(
    "reaches its route (%s)",
    async (id, { examples = [] }: AnyEndpoint) => {
      expect(examples.length).toBeGreaterThan(0);
      for (const { params, ...parts } of examples) {
        const result = await methods()[id]?.({ ...params, ...parts });
        expect(result, JSON.stringify(result)).toBeDefined();
        expect(["network", "unexpected_answer"]).not.toContain(result?.error?.code);
      }
      expect(reached).toEqual(examples.map(() => id));
    },
  );
});

test("a lesson becomes a job, is listed page by page and deleted", async () => {
  const client = connect();
  const lesson = await client.putLesson({
    lesson_id: "rhythm-1",
    body: { title: "Rhythm", content: "# Rhythm\n\n- Clap" },
  });
  expect(lesson).toMatchObject({ ok: true, status: 201, data: { revision: 1 } });
  const accepted = await client.generateDeck({ body: { lesson_id: "rhythm-1", priority: "high" } });
  if (!accepted.ok) throw new Error(accepted.error.detail);
  expect(accepted.headers.get("location")).toContain(accepted.data.job_id);
  const jobs = await client.listJobs({
    query: { status: ["pending", "running"], limit: 5, include_finished: false },
  });
  expect(jobs).toMatchObject({ ok: true, data: [{ job_id: accepted.data.job_id, priority: "high" }] });
  const envelope = await client.getJob({ job_id: accepted.data.job_id, query: { format: "envelope" } });
  expect(envelope).toMatchObject({ ok: true, data: { meta: { lesson_id: "rhythm-1" } } });
  expect(await client.deleteLesson({ lesson_id: "rhythm-1" })).toMatchObject({ ok: true, data: undefined });
  expect(await client.countJobs()).toMatchObject({ ok: true, data: { pending: 0 } });
});

test("a service acts for a teacher, with the token of the moment", async () => {
  await givenJob({ lesson_id: await givenLesson({ userId: "teacher-2" }) });
  const mine = await givenJob({ lesson_id: await givenLesson({ userId: "teacher-1" }) });
  const jobs = await connect({ token: async () => TOKEN, actAs: "teacher-1" }).listJobs();
  expect(jobs.ok && jobs.data.map(({ job_id }) => job_id)).toEqual([mine.job_id]);
});

describe("errors are values", () => {
  test.each([
    ["unauthenticated", 401, () => connect({ token: "wrong-token-0123456789" }).countJobs()],
    ["job_not_found", 404, () => connect().getJob({ job_id: "nowhere" })],
    ["lesson_not_found", 404, () => connect().generateDeck({ body: { lesson_id: "nowhere" } })],
    [
      "invalid_timeout",
      400,
      () => connect().generateDeck({ body: { lesson_id: "x", timeout_seconds: 301 } }),
    ],
    ["validation_failed", 422, () => connect().listJobs({ query: { limit: 0 } })],
  ])("%s", async (code, status, ask) => {
    const result = await ask();
    if (result.ok) throw new Error("It was answered");
    expect(result.error).toMatchObject({ code, status });
    expect(result.error.requestId).toMatch(/^[0-9a-f-]{36}$/);
    if (status === 422) expect(result.error.fields).toMatchObject([{ field: "limit" }]);
  });
});

describe("following a job", () => {
  test("tells each change and ends with the job", async () => {
    const { job_id, cancel } = await givenWaitingJob();
    const seen: string[] = [];
    const ended = await connect().followJob(job_id, {
      onChange: (job) => {
        seen.push(job.status);
        if (job.status === "pending") void cancel();
      },
    });
    expect(ended).toMatchObject({ ok: true, data: { job_id, status: "cancelled" } });
    expect(seen).toEqual(["pending", "cancelled"]);
    await cancel();
  });

  test("survives a restart of the server", async () => {
    const { job_id, cancel } = await givenWaitingJob();
    const [live, lost] = [signalled(), signalled()];
    // The address stays the same, as that of a real server does; its port need not be free again for the test.
    const following = connect({
      baseUrl: "http://server.test",
      fetch: (url, init) => fetch(url.replace("http://server.test", server.url), init),
    }).followJob(job_id, {
      onChange: () => live.resolve(),
      onState: (state) => {
        if (state === "lost") lost.resolve();
      },
    });
    await live.promise;
    await server.close();
    await lost.promise;
    await cancel();
    server = await serve(dispatch);
    expect(await following).toMatchObject({ ok: true, data: { status: "cancelled" } });
  });

  test("goes on after the last event it has seen", async () => {
    const { job_id, cancel } = await givenWaitingJob();
    const lastIds: (string | null)[] = [];
    await server.close();
    server = await serve(async (request) => {
      const answer = await dispatch(request);
      if (!request.url.endsWith("/events")) return answer;
      lastIds.push(request.headers.get("last-event-id"));
      return lastIds.length === 1 ? new Response(untilFirst("data:", answer), answer) : answer;
    });
    const states: FollowState[] = [];
    const seen: Job["status"][] = [];
    const ended = await connect().followJob(job_id, {
      onState: (state) => {
        states.push(state);
        if (state === "lost") void cancel();
      },
      onChange: ({ status }) => seen.push(status),
    });
    expect(ended).toMatchObject({ ok: true, data: { status: "cancelled" } });
    expect(states).toEqual(["live", "lost", "live"]);
    expect(lastIds).toEqual([null, expect.stringMatching(/^\d+$/)]);
    expect(seen.filter((status) => status === "cancelled")).toEqual(["cancelled"]);
    await cancel();
  });

  test("reads the job instead where streams are refused", async () => {
    const { job_id, cancel } = await givenWaitingJob();
    await server.close();
    server = await serve((request) =>
      request.url.endsWith("/events")
        ? respond(request, () => Promise.reject(new AppError("service_unavailable")))
        : dispatch(request),
    );
    const states: FollowState[] = [];
    const ended = await connect().followJob(job_id, {
      onState: (state) => states.push(state),
      onChange: (job) => {
        if (job.status === "pending") void cancel();
      },
    });
    expect(ended).toMatchObject({ ok: true, data: { status: "cancelled" } });
    expect(states).toEqual(["polling"]);
    await cancel();
  });

  test("reads the job too where a proxy lets no events through", async () => {
    const { job_id, cancel } = await givenWaitingJob();
    await cancel();
    await server.close();
    server = await serve(async (request) =>
      request.url.endsWith("/events")
        ? new Response("", { headers: { "Content-Type": "text/event-stream" } })
        : dispatch(request),
    );
    expect(await connect().followJob(job_id)).toMatchObject({ ok: true, data: { status: "cancelled" } });
  });

  test("can do without streams from the start", async () => {
    const { job_id, cancel } = await givenWaitingJob();
    const seen: Job["status"][] = [];
    const ended = await connect().waitForJob(job_id, {
      onChange: ({ status }) => {
        seen.push(status);
        if (seen.length === 1) void cancel();
      },
    });
    expect(ended).toMatchObject({ ok: true, data: { status: "cancelled" } });
    expect(new Set(seen)).toEqual(new Set(["pending", "cancelled"]));
    await cancel();
  });

  test("ends with the error that waiting does not mend", async () => {
    expect(await connect().followJob("nowhere")).toMatchObject({
      ok: false,
      error: { code: "job_not_found" },
    });
    expect(await connect({ token: "wrong-token-0123456789" }).waitForJob("nowhere")).toMatchObject({
      error: { code: "unauthenticated" },
    });
  });

  test("gives up when the server stays away for as long as was said", async () => {
    const { job_id } = await givenJob();
    await server.close();
    expect(await connect().followJob(job_id, { giveUpAfterMs: 0 })).toMatchObject({
      error: { code: "network" },
    });
  });

  test("ends when it is aborted", async () => {
    const { job_id } = await givenJob();
    const own = new AbortController();
    const ended = await connect().followJob(job_id, { signal: own.signal, onChange: () => own.abort() });
    expect(ended).toMatchObject({ ok: false, error: { code: "aborted" } });
  });
});

test("following the queue tells of changes until it is aborted", async () => {
  const own = new AbortController();
  const counts: JobCounts[] = [];
  const addJob = once(() => givenJob());
  const ended = await connect().followQueue({
    signal: own.signal,
    onChange: (now) => {
      counts.push(now);
      void addJob();
      if (now.pending === 1) own.abort();
    },
  });
  await addJob();
  expect(ended).toMatchObject({ ok: false, error: { code: "aborted" } });
  expect(counts[0]).toMatchObject({ pending: 0 });
  expect(counts.at(-1)).toMatchObject({ pending: 1 });
});
