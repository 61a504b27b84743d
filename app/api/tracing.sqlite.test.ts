/** One job, asked for over the API and made by a real worker process, is one trace. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { getJob } from "@/lib/jobs/read";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenLesson, service } from "@/lib/testing/factories";
import {
  CONSUMER,
  INTERNAL,
  PRODUCER,
  type ReceivedSpan,
  startTraceReceiver,
} from "@/lib/testing/trace-receiver";
import { until } from "@/lib/testing/until";
import { flushTraces, startTracing } from "@/lib/tracing/tracing";
import { dispatch } from "./_dispatch";

const receiver = await startTraceReceiver();
afterAll(() => receiver.close());
const TOKEN = "test-token-0123456789";
setUpTestDatabase({
  API_TOKEN: TOKEN,
  OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
  OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
});
beforeAll(() => startTracing(config(), "server"));

const TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
const CALLER_SPAN = "00f067aa0ba902b7";

async function askForDeck(traceparent: string): Promise<string> {
  const lesson_id = await givenLesson();
  const request = new Request("http://localhost/api/presentations/generate", {
    method: "POST",
    headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json", traceparent },
    body: JSON.stringify({ lesson_id, use_llm_polish: false, priority: "high" }),
  });
  const answer = await dispatch(request);
  expect(answer.status).toBe(200);
  return (await answer.json()).job_id;
}

async function startWorker(): Promise<ChildProcess> {
  const child = fork(path.resolve(import.meta.dirname, "../../worker/main.ts"), {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  await once(child, "message");
  return child;
}

test("from the caller's request to the stages of the attempt, through two processes", {
  timeout: 120_000,
}, async () => {
  const job_id = await askForDeck(`00-${TRACE_ID}-${CALLER_SPAN}-01`);
  const worker = await startWorker();
  await until(async () => ((await getJob(job_id, service)).status === "completed" ? true : null));
  // At once: it sends what it has before it ends.
  const ended = once(worker, "exit");
  worker.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  await flushTraces();

  const spans = receiver.spans.filter(
    ({ attributes, traceId }) => traceId === TRACE_ID || attributes["messaging.message.id"] === job_id,
  );
  expect(spans.every(({ traceId }) => traceId === TRACE_ID)).toBe(true);
  const named = (name: string) => spans.filter((span) => span.name === name);
  const [send] = named("send presentation_jobs");
  expect(send).toMatchObject({
    kind: PRODUCER,
    parentSpanId: CALLER_SPAN,
    service: "presentation-jobs-server",
    attributes: {
      "messaging.system": "presentation_jobs",
      "messaging.operation.type": "send",
      "messaging.message.id": job_id,
      "presentation_jobs.priority": "high",
    },
  });
  const [attempt] = named("process presentation_jobs");
  const [stored] = await db().jobAttempt.findMany({ where: { jobId: job_id } });
  expect(attempt).toMatchObject({
    kind: CONSUMER,
    parentSpanId: send?.spanId,
    service: "presentation-jobs-worker",
    attributes: {
      "messaging.operation.type": "process",
      "messaging.message.id": job_id,
      "messaging.client.id": stored?.workerId,
      "presentation_jobs.attempt": 1,
      "presentation_jobs.outcome": "completed",
    },
  });
  const stages = spans.filter(({ parentSpanId }) => parentSpanId === attempt?.spanId);
  expect(stages.map(({ name, kind }) => [name, kind])).toEqual(
    ["parse", "outline", "render", "publish"].map((name) => [name, INTERNAL]),
  );
  expect(spans).toHaveLength(2 + stages.length);
  // One after the other, and within the attempt.
  const times = stages.flatMap(timesOf);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const [from = 0, to = 0] = attempt ? timesOf(attempt) : [];
  expect(Math.min(...times)).toBeGreaterThanOrEqual(from - 2);
  expect(Math.max(...times)).toBeLessThanOrEqual(to + 2);
  expect(from).toBeGreaterThanOrEqual(send ? (timesOf(send)[0] ?? 0) : 0);
});

/** Begin and end in Unix ms. */
const timesOf = (span: ReceivedSpan) =>
  [span.startTimeUnixNano, span.endTimeUnixNano].map((nano) => Number(nano) / 1e6);

test.each([
  ["malformed", "00-xyz-01"],
  ["of nothing", `00-${"0".repeat(32)}-${CALLER_SPAN}-01`],
  ["too long", `00-${TRACE_ID}-${CALLER_SPAN}-01-more`],
])("a traceparent that is %s counts for nothing", async (_what, traceparent) => {
  const job_id = await askForDeck(traceparent);
  await flushTraces();
  const send = await receiver.when(
    (spans) => spans.find(({ attributes }) => attributes["messaging.message.id"] === job_id) ?? null,
  );
  expect(send.parentSpanId ?? "").toBe("");
  expect(send.traceId).not.toBe(TRACE_ID);
  const { traceParent } = await db().presentationJob.findUniqueOrThrow({ where: { id: job_id } });
  expect(traceParent).toBe(`00-${send.traceId}-${send.spanId}-01`);
});

test("each of many jobs has a trace of its own, and one that is not stored has none", async () => {
  const [lesson_id, before] = [await givenLesson(), receiver.spans.length];
  const request = new Request("http://localhost/api/presentations/generate/bulk", {
    method: "POST",
    headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
    body: JSON.stringify({ jobs: [{ lesson_id }, { lesson_id: "none" }, { lesson_id }] }),
  });
  const { results } = await (await dispatch(request)).json();
  await flushTraces();
  const sent = receiver.spans.slice(before);
  expect(sent.map(({ attributes }) => attributes["messaging.message.id"])).toEqual([
    results[0].job_id,
    results[2].job_id,
  ]);
  expect(sent[0]?.traceId).not.toBe(sent[1]?.traceId);
});

test("a caller who keeps no trace is followed in that", async () => {
  const job_id = await askForDeck(`00-${TRACE_ID}-${CALLER_SPAN}-00`);
  await flushTraces();
  const { traceParent } = await db().presentationJob.findUniqueOrThrow({ where: { id: job_id } });
  expect(traceParent).toMatch(new RegExp(`^00-${TRACE_ID}-[0-9a-f]{16}-00$`));
  expect(receiver.spans.filter(({ attributes }) => attributes["messaging.message.id"] === job_id)).toEqual(
    [],
  );
});
