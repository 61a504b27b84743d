/** What the wrapper around the routes writes into the audit log. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { flushAudit } from "@/lib/audit/buffer";
import { createApiToken } from "@/lib/auth/api-tokens";
import { auditEntry } from "@/lib/contract/audit";
import { tokenInput } from "@/lib/contract/tokens";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, service, shortLesson } from "@/lib/testing/factories";
import * as auditRoute from "./audit/route";
import * as lessonRoute from "./lessons/[lessonId]/route";
import * as generateManyRoute from "./presentations/generate/bulk/route";
import * as generateRoute from "./presentations/generate/route";
import * as bulkCancelRoute from "./presentations/jobs/bulk-cancel/route";
import * as bulkDeleteRoute from "./presentations/jobs/bulk-delete/route";
import * as bulkRetryRoute from "./presentations/jobs/bulk-retry/route";
import * as cleanupRoute from "./presentations/jobs/cleanup/route";
import * as tokensRoute from "./tokens/route";

const TOKEN = "test-token-0123456789";
setUpTestDatabase({ API_TOKEN: TOKEN, TRUST_PROXY: "1" });

// Refusals are bounded by the minute: none may end in the middle of a test.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const give = (scopes: string[]) => createApiToken(tokenInput.parse({ name: "A service", scopes }), service);
const none = { params: Promise.resolve({}) };
const lesson = { params: Promise.resolve({ lessonId: "rhythm" }) };
const entriesWith = (credentialId: string) =>
  db().auditEntry.findMany({ where: { credentialId }, orderBy: { id: "asc" } });

function request(method: string, path: string, token: string | null, body?: object): Request {
  const headers = {
    "X-Forwarded-For": "192.0.2.7",
    ...(token !== null && { Authorization: `Bearer ${token}` }),
    ...(body && { "Content-Type": "application/json" }),
  };
  return new Request(`http://localhost${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
}
const putLesson = (token: string) =>
  lessonRoute.PUT(
    request("PUT", "/api/lessons/rhythm", token, { title: "Rhythm", content: shortLesson }),
    lesson,
  );

test("each change by a token is written once, with the token, the address and the request", async () => {
  const { token, id } = await give(["lesson:read", "lesson:write"]);
  const changed = await putLesson(token);
  expect(changed.ok).toBe(true);
  const read = await lessonRoute.GET(request("GET", "/api/lessons/rhythm", token), lesson);
  expect(read.status).toBe(200);
  await flushAudit();
  expect(await entriesWith(id)).toMatchObject([
    {
      action: "putLesson",
      outcome: "done",
      actorKind: "service",
      targetType: "lesson",
      targetId: "rhythm",
      address: "192.0.2.7",
      requestId: changed.headers.get("x-request-id"),
    },
  ]);
});

test("a change of many jobs is written with which they were and how many", async () => {
  const { job_id } = await givenJob();
  const ids = [job_id, ...Array.from({ length: 150 }, (_, index) => `job-${index}`)];
  const detailsAfter = async (answer: Response) => {
    expect(answer.status).toBe(200);
    await flushAudit();
    const requestId = answer.headers.get("x-request-id");
    const { details } = await db().auditEntry.findFirstOrThrow({ where: { requestId } });
    return JSON.parse(details ?? "null");
  };
  const post = (body: object) => request("POST", "/api/presentations/jobs/bulk", TOKEN, body);
  expect(await detailsAfter(await bulkCancelRoute.POST(post({ job_ids: ids }), none))).toEqual({
    reason: "Cancelled",
    job_ids: ids.slice(0, 100),
    total_requested: 151,
    total_changed: 1,
  });
  const filter = { status: ["cancelled"] };
  expect(await detailsAfter(await bulkRetryRoute.POST(post({ filter }), none))).toMatchObject({
    force: false,
    filter,
    total_requested: 1,
    total_changed: 1,
  });
  expect(await detailsAfter(await bulkDeleteRoute.POST(post({ job_ids: [job_id] }), none))).toEqual({
    job_ids: [job_id],
    total_requested: 1,
    total_changed: 0,
  });
  const cleanUp = request("DELETE", "/api/presentations/jobs/cleanup?max_age_hours=48", TOKEN);
  expect(await detailsAfter(await cleanupRoute.DELETE(cleanUp, none))).toEqual({
    max_age_hours: 48,
    dry_run: false,
    deleted_jobs: 0,
    deleted_decks: 0,
  });
});

test("a request for decks is written with the jobs it became and their lesson", async () => {
  const { lesson_id } = await givenJob();
  const entryOf = async (answer: Response) => {
    expect(answer.ok).toBe(true);
    await flushAudit();
    const requestId = answer.headers.get("x-request-id");
    const { targetType, targetId, details } = await db().auditEntry.findFirstOrThrow({
      where: { requestId },
    });
    return { target: targetId && `${targetType} ${targetId}`, ...JSON.parse(details ?? "null") };
  };
  const one = await generateRoute.POST(
    request("POST", "/api/presentations/generate", TOKEN, { lesson_id }),
    none,
  );
  const { job_id } = await one.clone().json();
  expect(await entryOf(one)).toMatchObject({ target: `job ${job_id}`, job_id, lesson_id });
  const jobs = [{ lesson_id }, { lesson_id: "none such" }];
  const many = await generateManyRoute.POST(
    request("POST", "/api/presentations/generate/bulk", TOKEN, { jobs }),
    none,
  );
  const { results } = await many.clone().json();
  expect(await entryOf(many)).toEqual({
    target: null,
    job_ids: [results[0].job_id],
    total_requested: 2,
    total_created: 1,
  });
});

test("a change that is written in its own transaction is not written again", async () => {
  const body = { name: "Another", scopes: ["job:read"] };
  const answer = await tokensRoute.POST(request("POST", "/api/tokens", TOKEN, body), none);
  expect(answer.status).toBe(201);
  await flushAudit();
  const requestId = answer.headers.get("x-request-id");
  expect(await db().auditEntry.findMany({ where: { requestId } })).toMatchObject([
    { action: "token.create" },
  ]);
});

test("a refusal is written with who was refused what", async () => {
  const { token, id } = await give(["job:read"]);
  expect((await putLesson(token)).status).toBe(403);
  expect((await putLesson(token)).status).toBe(403);
  expect(await entriesWith(id)).toMatchObject([
    { action: "putLesson", outcome: "denied", targetId: "rhythm", details: '{"code":"permission_denied"}' },
  ]);
});

test("strangers who are refused without end do not hide the others", async () => {
  for (let count = 0; count < 100; count++) {
    const from = request("GET", "/api/audit", null);
    from.headers.set("X-Forwarded-For", `192.0.2.${count}`);
    expect((await auditRoute.GET(from, none)).status).toBe(401);
  }
  expect(await db().auditEntry.count({ where: { actorKind: "anonymous", outcome: "denied" } })).toBe(60);
  const { token, id } = await give(["job:read"]);
  await putLesson(token);
  expect(await entriesWith(id)).toHaveLength(1);
});

test("is read over HTTP, page by page", async () => {
  const page = async (query: string) => {
    const answer = await auditRoute.GET(request("GET", `/api/audit?limit=2${query}`, TOKEN), none);
    expect(answer.status).toBe(200);
    return { link: answer.headers.get("link"), entries: auditEntry.array().parse(await answer.json()) };
  };
  const first = await page("");
  const cursor = /cursor=([^>&]+)/.exec(first.link ?? "")?.[1];
  const second = await page(`&cursor=${cursor}`);
  const ids = [...first.entries, ...second.entries].map(({ id }) => id);
  expect(ids).toHaveLength(4);
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
});
