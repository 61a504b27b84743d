/** The routes as the lesson app calls them, without a network in between: real handlers, real database. */
import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { job } from "@/lib/contract/jobs";
import { problem } from "@/lib/contract/problem";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, givenLesson, shortLesson } from "@/lib/testing/factories";
import * as lessonRoute from "./lessons/[lessonId]/route";
import * as lessonsRoute from "./lessons/route";
import * as generateRoute from "./presentations/generate/route";
import * as jobRoute from "./presentations/jobs/[jobId]/route";
import * as jobsRoute from "./presentations/jobs/route";

const TOKEN = "test-token-0123456789";
const JWT_SECRET = "a-secret-of-the-lesson-app-0123456789";
setUpTestDatabase({ API_TOKEN: TOKEN, AUTH_JWT_SECRET: JWT_SECRET });

type Options = {
  method?: string;
  body?: unknown;
  raw?: BodyInit;
  headers?: Record<string, string>;
  token?: string | null;
};

function call(
  path: string,
  { method = "GET", body, raw, headers = {}, token = TOKEN }: Options = {},
): Request {
  const init: RequestInit = {
    method,
    headers: {
      ...(token !== null && { Authorization: `Bearer ${token}` }),
      ...((body !== undefined || raw !== undefined) && { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(raw !== undefined && { body: raw }),
  };
  return new Request(`http://localhost${path}`, init);
}

const params = <P>(value: P) => ({ params: Promise.resolve(value) });
const generate = (options: Options) =>
  generateRoute.POST(call("/api/presentations/generate", { method: "POST", ...options }), params({}));
const putLesson = (lessonId: string, options: Options) =>
  lessonRoute.PUT(call(`/api/lessons/${lessonId}`, { method: "PUT", ...options }), params({ lessonId }));
const listJobs = (query: string, options: Options = {}) =>
  jobsRoute.GET(call(`/api/presentations/jobs${query}`, options), params({}));

async function expectProblem(response: Response, status: number, code: string, field?: string) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = problem.parse(await response.json());
  expect({ status: response.status, code: body.error.code }).toEqual({ status, code });
  expect(body.request_id).toBe(response.headers.get("x-request-id"));
  if (field !== undefined) expect(body.errors?.map((error) => error.field)).toContain(field);
  return body;
}

const userToken = (claims: { sub?: string; role?: string }, secret = JWT_SECRET, expires = "5m") =>
  new SignJWT({ role: claims.role ?? "teacher" })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(claims.sub ?? "teacher-1")
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret));

describe("who may call", () => {
  test("nobody without a credential, and a bad one is never taken for none", async () => {
    const anonymous = await listJobs("", { token: null });
    expect(anonymous.headers.get("www-authenticate")).toBe("Bearer");
    await expectProblem(anonymous, 401, "unauthenticated");
    await expectProblem(await listJobs("", { token: "wrong-token-0123456789" }), 401, "unauthenticated");
    await expectProblem(await listJobs(`?token=${TOKEN}`, { token: null }), 401, "unauthenticated");
    await expectProblem(
      await listJobs("", { token: await userToken({}, `${JWT_SECRET}x`) }),
      401,
      "unauthenticated",
    );
    await expectProblem(
      await listJobs("", { token: await userToken({}, JWT_SECRET, "-1m") }),
      401,
      "unauthenticated",
    );
  });

  test("a teacher sees and touches only their own", async () => {
    const mine = await givenJob({ lesson_id: await givenLesson({ userId: "teacher-1" }) });
    const theirs = await givenJob({ lesson_id: await givenLesson({ userId: "teacher-2" }) });
    for (const options of [
      { token: await userToken({ sub: "teacher-1" }) },
      { headers: { "X-User-Id": "teacher-1" } },
    ]) {
      const jobs = job.array().parse(await (await listJobs("", options)).json());
      expect(jobs.map((row) => row.job_id)).toEqual([mine.job_id]);
      const jobId = theirs.job_id;
      const path = `/api/presentations/jobs/${jobId}`;
      await expectProblem(
        await jobRoute.GET(call(path, options), params({ jobId })),
        403,
        "job_access_denied",
      );
      const cancel = await jobRoute.DELETE(call(path, { method: "DELETE", ...options }), params({ jobId }));
      await expectProblem(cancel, 403, "job_access_denied");
      await expectProblem(
        await generate({ body: { lesson_id: theirs.lesson_id }, ...options }),
        403,
        "lesson_access_denied",
      );
      await expectProblem(
        await putLesson(theirs.lesson_id, { body: { title: "Mine now", content: shortLesson }, ...options }),
        403,
        "lesson_access_denied",
      );
      // Whose it is comes before what is in it.
      await expectProblem(
        await putLesson(theirs.lesson_id, { body: { title: "Mine now", content: "---" }, ...options }),
        403,
        "lesson_access_denied",
      );
    }
    expect(await db().presentationJob.count()).toBe(2);
  });

  test("only a service may act for somebody", async () => {
    const token = await userToken({ sub: "teacher-1" });
    await expectProblem(
      await listJobs("", { token, headers: { "X-User-Id": "teacher-2" } }),
      403,
      "permission_denied",
    );
  });
});

describe("lessons", () => {
  test("that are handed over take their jobs along", async () => {
    const lessonId = await givenLesson({ userId: "teacher-1" });
    const { job_id } = await givenJob({ lesson_id: lessonId });
    const seenBy = async (sub: string) =>
      (
        await jobRoute.GET(
          call(`/api/presentations/jobs/${job_id}`, { token: await userToken({ sub }) }),
          params({ jobId: job_id }),
        )
      ).status;
    expect([await seenBy("teacher-1"), await seenBy("teacher-2")]).toEqual([200, 403]);
    const body = { title: "Clap the beat", content: shortLesson, user_id: "teacher-2" };
    expect((await putLesson(lessonId, { body })).status).toBe(200);
    expect([await seenBy("teacher-1"), await seenBy("teacher-2")]).toEqual([403, 200]);
  });

  test("are stored, replaced with a new revision, listed and deleted", async () => {
    const created = await putLesson("rhythm-1", {
      body: { title: "Rhythm", content: shortLesson, userId: "teacher-1" },
    });
    expect(created.status).toBe(201);
    expect(await created.json()).toMatchObject({ lesson_id: "rhythm-1", revision: 1, user_id: "teacher-1" });
    const same = await putLesson("rhythm-1", { body: { title: "Rhythm", content: shortLesson } });
    expect([same.status, await same.json()]).toMatchObject([200, { revision: 1 }]);
    const changed = await putLesson("rhythm-1", {
      body: { title: "Rhythm", content: `${shortLesson}\nMore.` },
    });
    expect(await changed.json()).toMatchObject({ revision: 2, user_id: "teacher-1" });
    const list = await lessonsRoute.GET(call("/api/lessons?q=RHYTHM"), params({}));
    expect(list.headers.get("x-total-count")).toBe("1");
    const removed = await lessonRoute.DELETE(
      call("/api/lessons/rhythm-1", { method: "DELETE" }),
      params({ lessonId: "rhythm-1" }),
    );
    expect(removed.status).toBe(204);
    const gone = await lessonRoute.GET(call("/api/lessons/rhythm-1"), params({ lessonId: "rhythm-1" }));
    await expectProblem(gone, 404, "lesson_not_found");
  });

  test("take text as text in a search", async () => {
    await givenLesson({ title: "100% rhythm" });
    await givenLesson({ title: "1000 rhythms" });
    const list = await lessonsRoute.GET(call("/api/lessons?q=100%25"), params({}));
    expect(await list.json()).toMatchObject([{ title: "100% rhythm" }]);
  });
});

describe("generate", () => {
  test("queues a job and says where to follow it, in either spelling", async () => {
    const lesson_id = await givenLesson();
    const response = await generate({
      body: { lessonId: lesson_id, useLlmPolish: false, timeoutSeconds: 60, style: "high-contrast" },
    });
    expect(response.status).toBe(200);
    const accepted = await response.json();
    expect(accepted).toMatchObject({ status: "pending", queue_position: 1 });
    expect(response.headers.get("location")).toBe(`/api/presentations/jobs/${accepted.job_id}`);
    expect(await db().presentationJob.findFirst()).toMatchObject({
      id: accepted.job_id,
      useLlmPolish: false,
      timeoutSeconds: 60,
      style: "high-contrast",
    });
  });

  test("of an unknown lesson is 404", async () => {
    await expectProblem(await generate({ body: { lesson_id: "nowhere" } }), 404, "lesson_not_found");
  });

  test.each([
    [400, "invalid_style", "style", { style: "neon" }],
    [400, "invalid_priority", "priority", { priority: "asap" }],
    [400, "invalid_timeout", "timeout_seconds", { timeout_seconds: 301 }],
    [400, "validation_failed", "max_retries", { max_retries: 11 }],
    [422, "validation_failed", "timeout_seconds", { timeout_seconds: "30" }],
    [422, "validation_failed", "style", { style: 7 }],
    [422, "validation_failed", "status", { status: "completed" }],
    [422, "validation_failed", "user_id", { user_id: "somebody" }],
    [422, "validation_failed", "lesson_id", { lesson_id: undefined }],
    [422, "validation_failed", "lesson_id", { lessonId: "twice" }],
    [422, "validation_failed", "style", { style: 7, priority: "asap" }],
  ])("answers %i %s for a bad %s", async (status, code, field, input) => {
    const lesson_id = await givenLesson();
    await expectProblem(await generate({ body: { lesson_id, ...input } }), status, code, field);
    expect(await db().presentationJob.count()).toBe(0);
  });

  test("names the valid values", async () => {
    const body = await expectProblem(
      await generate({ body: { lesson_id: await givenLesson(), priority: "asap" } }),
      400,
      "invalid_priority",
    );
    expect(body.detail).toBe("Invalid priority: asap (must be one of urgent, high, normal, low)");
  });
});

describe("a body that is no good JSON", () => {
  const deep = `{"title":"x","content":${'{"a":'.repeat(40)}1${"}".repeat(40)}}`;
  test.each([
    ["broken", "{", 400, "validation_failed"],
    ["empty", "", 400, "validation_failed"],
    ["a number out of reach", '{"title":"x","content":{"version":1e999}}', 400, "validation_failed"],
    ["a prototype key", '{"title":"x","content":{"__proto__":{}}}', 400, "validation_failed"],
    ["too deep", deep, 400, "validation_failed"],
    ["bad UTF-8", new Uint8Array([0x22, 0xff, 0x22]), 400, "validation_failed"],
    ["5 MB", `"${"x".repeat(5_000_000)}"`, 413, "payload_too_large"],
    ["a list", "[]", 422, "validation_failed"],
  ])("(%s) is refused and nothing is stored", async (_name, raw, status, code) => {
    await expectProblem(await putLesson("bad", { raw }), status, code);
    expect(await db().lesson.count()).toBe(0);
  });

  test("is refused by its content type", async () => {
    const headers = { "Content-Type": "text/plain" };
    await expectProblem(await putLesson("bad", { raw: "{}", headers }), 415, "unsupported_media_type");
  });
});

describe("the list of jobs", () => {
  test("comes page by page, newest first, and stays right while jobs arrive", async () => {
    const lesson_id = await givenLesson();
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) ids.unshift((await givenJob({ lesson_id })).job_id);
    const first = await listJobs("?limit=2");
    expect(first.headers.get("x-total-count")).toBe("5");
    await givenJob({ lesson_id });
    const link = /<([^>]+)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
    const second = await jobsRoute.GET(call(link), params({}));
    const seen = [await first.json(), await second.json()]
      .flat()
      .map((row: { job_id: string }) => row.job_id);
    expect(new Set(seen).size).toBe(4);
    expect(seen.every((id) => ids.includes(id))).toBe(true);
  });

  test.each([
    ["?status=done", 400, "invalid_status", "status"],
    ["?priority=asap", 400, "invalid_priority", "priority"],
    ["?limit=abc", 422, "validation_failed", "limit"],
    ["?limit=", 422, "validation_failed", "limit"],
    ["?limit=101", 422, "validation_failed", "limit"],
    ["?cursor=nonsense", 422, "validation_failed", "cursor"],
    ["?order=id;drop", 422, "validation_failed", "order"],
  ])("refuses %s", async (query, status, code, field) => {
    const body = await expectProblem(await listJobs(query), status, code);
    expect(body.errors?.[0]?.field.split(".")[0]).toBe(field);
  });

  test("filters by several states", async () => {
    const { job_id, lesson_id } = await givenJob();
    const other = await givenJob({ lesson_id });
    const cancelled = await jobRoute.DELETE(
      call(`/api/presentations/jobs/${job_id}?reason=Twice`, { method: "DELETE" }),
      params({ jobId: job_id }),
    );
    expect(await cancelled.json()).toEqual({ message: "Job cancelled", job_id, reason: "Twice" });
    const ids = async (query: string) =>
      job
        .array()
        .parse(await (await listJobs(query)).json())
        .map((row) => row.job_id);
    expect(await ids("?status=cancelled,failed")).toEqual([job_id]);
    expect(await ids("?include_finished=false")).toEqual([other.job_id]);
    const again = call(`/api/presentations/jobs/${job_id}`, { method: "DELETE" });
    await expectProblem(await jobRoute.DELETE(again, params({ jobId: job_id })), 400, "job_not_cancellable");
  });

  test("of an unknown id is 404", async () => {
    const jobId = randomUUID();
    await expectProblem(
      await jobRoute.GET(call(`/api/presentations/jobs/${jobId}`), params({ jobId })),
      404,
      "job_not_found",
    );
  });
});
