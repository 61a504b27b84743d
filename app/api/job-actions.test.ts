/** The routes for acting on jobs and the queue as a client calls them. What they do is tested in lib/jobs. */
import { describe, expect, test } from "vitest";
import { exampleJobIds, exampleLessonId } from "@/lib/contract/endpoints/example-ids";
import { problem } from "@/lib/contract/problem";
import { db } from "@/lib/db/client";
import type { Route } from "@/lib/http/handle";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenExampleWorld } from "@/lib/testing/example-world";
import { givenLesson } from "@/lib/testing/factories";
import * as bulkRoute from "./presentations/generate/bulk/route";
import * as generateRoute from "./presentations/generate/route";
import * as jobRoute from "./presentations/jobs/[jobId]/route";
import * as bulkCancelRoute from "./presentations/jobs/bulk-cancel/route";
import * as bulkDeleteRoute from "./presentations/jobs/bulk-delete/route";
import * as bulkRetryRoute from "./presentations/jobs/bulk-retry/route";
import * as cleanupRoute from "./presentations/jobs/cleanup/route";
import * as healthRoute from "./presentations/jobs/health/route";
import * as listRoute from "./presentations/jobs/route";
import * as statisticsRoute from "./presentations/jobs/statistics/route";
import * as pauseRoute from "./presentations/jobs/system/pause/route";
import * as recoveryRoute from "./presentations/jobs/system/recovery/route";

const TOKEN = "test-token-0123456789";
setUpTestDatabase({ API_TOKEN: TOKEN, RATE_LIMIT_PER_MINUTE: "0" });

type Options = { query?: string; body?: unknown; headers?: Record<string, string>; jobId?: string };

function call(route: Route, method: string, { query = "", body, headers = {}, jobId }: Options = {}) {
  const request = new Request(`http://localhost/api/presentations/x${query}`, {
    method,
    headers: {
      Authorization: `Bearer ${TOKEN}`,
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return route(request, { params: Promise.resolve(jobId === undefined ? {} : { jobId }) });
}

async function expectProblem(response: Response, status: number, code: string, field?: string) {
  const body = problem.parse(await response.json());
  expect([response.status, body.error.code]).toEqual([status, code]);
  if (field !== undefined) expect(body.errors?.map((error) => error.field.split(".")[0])).toContain(field);
}

describe("a request with an Idempotency-Key", () => {
  const headers = { "Idempotency-Key": "once" };

  test("is answered the same again, and says so", async () => {
    const body = { lesson_id: await givenLesson() };
    const first = await call(generateRoute.POST, "POST", { body, headers });
    expect([first.status, first.headers.get("idempotency-replayed")]).toEqual([200, null]);
    // The same request in other words: the default written out, the other spelling.
    const same = { lessonId: body.lesson_id, style: "default" };
    const again = await call(generateRoute.POST, "POST", { body: same, headers });
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([200, "true"]);
    expect(again.headers.get("location")).toBe(first.headers.get("location"));
    expect(await again.json()).toEqual(await first.json());
    const other = await call(generateRoute.POST, "POST", { body: { ...body, priority: "high" }, headers });
    await expectProblem(other, 422, "idempotency_mismatch");
    const elsewhere = await call(bulkRoute.POST, "POST", { body: { jobs: [body] }, headers });
    await expectProblem(elsewhere, 422, "idempotency_mismatch");
    expect(await db().presentationJob.count()).toBe(1);
  });

  test.each(["", "two words", "x".repeat(256)])("that is no good is refused (%j)", async (key) => {
    const body = { lesson_id: await givenLesson() };
    const response = await call(generateRoute.POST, "POST", { body, headers: { "Idempotency-Key": key } });
    await expectProblem(response, 422, "validation_failed", "idempotency-key");
    expect(await db().presentationJob.count()).toBe(0);
  });
});

describe("bulk requests", () => {
  test("answer in the words of the contract", async () => {
    await givenExampleWorld();
    const missing = "00000000-0000-4000-8000-000000000000";
    const ids = [exampleJobIds.pending, exampleJobIds.completed, missing];
    const cancelled = await call(bulkCancelRoute.POST, "POST", {
      query: "?reason=cleanup",
      body: { jobIds: ids },
    });
    expect(await cancelled.json()).toEqual({
      message: "1 of 3 jobs cancelled",
      cancelled_jobs: [exampleJobIds.pending],
      failed_jobs: [
        { job_id: exampleJobIds.completed, error: "Job cannot be cancelled" },
        { job_id: missing, error: "Job not found" },
      ],
      total_requested: 3,
      total_cancelled: 1,
    });
    const retried = await call(bulkRetryRoute.POST, "POST", {
      body: { filter: { lessonId: exampleLessonId } },
    });
    expect(await retried.json()).toMatchObject({ total_requested: 3, total_retried: 2, failed_jobs: [] });
    const deleted = await call(bulkDeleteRoute.POST, "POST", {
      body: { job_ids: [exampleJobIds.completed] },
    });
    expect(await deleted.json()).toMatchObject({ deleted_jobs: [exampleJobIds.completed], total_deleted: 1 });
  });

  test.each([
    [{}, "body"],
    [{ job_ids: ["a"], filter: { q: "a" } }, "body"],
    [{ job_ids: [] }, "job_ids"],
    [{ job_ids: Array.from({ length: 1_001 }, (_, index) => `job-${index}`) }, "job_ids"],
    [{ filter: {} }, "filter"],
    [{ filter: { status: ["done"] } }, "filter"],
    [{ filter: { anything: 1 } }, "filter"],
  ])("with a target that is none or too large are refused (%#)", async (body, field) => {
    await expectProblem(await call(bulkCancelRoute.POST, "POST", { body }), 422, "validation_failed", field);
  });

  test("of more than 1,000 decks are refused whole", async () => {
    const lesson_id = await givenLesson();
    const body = { jobs: Array.from({ length: 1_001 }, () => ({ lesson_id })) };
    await expectProblem(await call(bulkRoute.POST, "POST", { body }), 422, "validation_failed", "jobs");
    expect(await db().presentationJob.count()).toBe(0);
  });
});

test.each([
  [{ priority: "asap" }, 400, "invalid_priority", "priority"],
  [{ timeout_seconds: 301 }, 400, "invalid_timeout", "timeout_seconds"],
  [{ max_retries: "3" }, 422, "validation_failed", "max_retries"],
  [{ run_at: null }, 422, "validation_failed", "run_at"],
  [{ status: "completed" }, 422, "validation_failed", "status"],
  [{}, 422, "validation_failed", "body"],
])("a change of a job to %j is refused", async (body, status, code, field) => {
  await givenExampleWorld();
  const response = await call(jobRoute.PATCH, "PATCH", { body, jobId: exampleJobIds.pending });
  await expectProblem(response, status, code, field);
});

describe("numbers out of range", () => {
  test.each([
    ["health", healthRoute.GET, "GET", ["hours=-1", "hours=200", "hours=", "hours=1.5", "hours=abc"]],
    ["statistics", statisticsRoute.GET, "GET", ["hours=0", "hours=169"]],
    ["cleanup", cleanupRoute.DELETE, "DELETE", ["max_age_hours=0", "max_age_hours=169", "dry_run=1"]],
    ["recovery", recoveryRoute.POST, "POST", ["timeout_minutes=4", "timeout_minutes=121"]],
    [
      "the list",
      listRoute.GET,
      "GET",
      ["limit=0", "sort=id", "q=", "sort=-created_at%3B", "created_after=now"],
    ],
  ] as const)("are refused by %s", async (_name, route, method, queries) => {
    for (const query of queries) {
      await expectProblem(await call(route, method, { query: `?${query}` }), 422, "validation_failed");
    }
  });
});

test("a pause without a reason, or one that is over, is refused", async () => {
  for (const body of [{}, { reason: " " }, { reason: "x", resume_at: "2020-01-01T00:00:00Z" }]) {
    await expectProblem(await call(pauseRoute.POST, "POST", { body }), 422, "validation_failed");
  }
});

test("the list takes text as text", async () => {
  const lesson_id = await givenLesson({ title: "50% of_it" });
  await call(generateRoute.POST, "POST", { body: { lesson_id } });
  for (const [q, count] of [
    ["50%", 1],
    ["0% O", 1],
    ["5%o", 0],
    ["of.it", 0],
  ] as const) {
    const response = await call(listRoute.GET, "GET", { query: `?q=${encodeURIComponent(q)}` });
    expect([q, (await response.json()).length, response.headers.get("x-total-count")]).toEqual([
      q,
      count,
      String(count),
    ]);
  }
});
