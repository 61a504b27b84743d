import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { cancelJob } from "@/lib/jobs/cancel";
import { registerWorker, reportAlive } from "@/lib/jobs/workers";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, service } from "@/lib/testing/factories";
import { GET } from "./route";

const TOKEN = "test-token-0123456789";
setUpTestDatabase({ API_TOKEN: TOKEN, RATE_LIMIT_PER_MINUTE: "0" });

const scrape = (token = TOKEN) =>
  GET(new Request("http://localhost/metrics", { headers: { Authorization: `Bearer ${token}` } }), {
    params: Promise.resolve({}),
  });

/** A line of https://prometheus.io/docs/instrumenting/exposition_formats/: name, labels, value. */
const SAMPLE = /^([a-z_:][a-z0-9_:]*)(\{[^{}]*\})? (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|NaN|[+-]Inf)$/i;

test("the numbers are those of the rows, in Prometheus' format", async () => {
  const { job_id } = await givenJob();
  await givenJob();
  await cancelJob(job_id, null, service);
  const worker = { id: randomUUID(), host: 'a"host', pid: 1, version: "1", slots: 3 };
  await registerWorker(db(), worker);
  await reportAlive(db(), worker, { runningJobs: 2, memoryBytes: 1_000_000 });

  const answer = await scrape();
  expect(answer.headers.get("content-type")).toMatch("text/plain; version=0.0.4");
  const text = await answer.text();
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const samples = new Map(
    lines.map((line) => {
      const [, name, labels = "", value] = SAMPLE.exec(line) ?? [];
      expect(name, line).toBeDefined();
      return [`${name}${labels}`, Number(value)];
    }),
  );
  const of = { worker: `{worker_id="${worker.id}",host="a\\"host"}` };
  expect(samples.get('presentation_jobs{status="pending"}')).toBe(1);
  expect(samples.get('presentation_jobs{status="cancelled"}')).toBe(1);
  expect(samples.get('presentation_jobs{status="timeout"}')).toBe(0);
  expect(samples.get("presentation_jobs_oldest_pending_seconds")).toBeGreaterThanOrEqual(0);
  expect(samples.get("presentation_jobs_workers")).toBe(1);
  expect(samples.get(`presentation_jobs_worker_slots${of.worker}`)).toBe(3);
  expect(samples.get(`presentation_jobs_worker_running_jobs${of.worker}`)).toBe(2);
  expect(samples.get(`presentation_jobs_worker_memory_bytes${of.worker}`)).toBe(1_000_000);
  expect(samples.get("process_resident_memory_bytes")).toBeGreaterThan(0);
  expect(samples.size).toBe(lines.length);
  // Each name is explained once, and each that is explained has a type.
  const named = (what: string) => text.match(new RegExp(`(?<=^# ${what} )\\S+`, "gm")) ?? [];
  expect(named("HELP")).toEqual(named("TYPE"));
  expect(new Set(named("TYPE")).size).toBe(named("TYPE").length);
});

test("a second scrape tells what changed, and nothing twice", async () => {
  const before = await (await scrape()).text();
  await givenJob();
  const after = await (await scrape()).text();
  expect(before).toContain('presentation_jobs{status="pending"} 0');
  expect(after).toContain('presentation_jobs{status="pending"} 1');
  expect(after.match(/^presentation_jobs_workers /gm)).toHaveLength(1);
});

test("whoever shows no good token learns nothing", async () => {
  const answer = await scrape("wrong-token-000000000");
  expect(answer.status).toBe(401);
  expect(await answer.text()).not.toContain("presentation_jobs");
});
