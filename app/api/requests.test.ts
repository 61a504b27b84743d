/** The edges of requests: parameters nobody knows, bodies left out, wrong methods, other shapes of an answer. */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { jobEnvelope } from "@/lib/contract/jobs";
import { problem } from "@/lib/contract/problem";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob } from "@/lib/testing/factories";
import * as nothingRoute from "./[[...rest]]/route";
import * as lessonRoute from "./lessons/[lessonId]/route";
import * as deckRoute from "./presentations/[presentationId]/route";
import * as generateRoute from "./presentations/generate/route";
import * as attemptsRoute from "./presentations/jobs/[jobId]/attempts/route";
import * as retryRoute from "./presentations/jobs/[jobId]/retry/route";
import * as jobRoute from "./presentations/jobs/[jobId]/route";

const TOKEN = "test-token-0123456789";
setUpTestDatabase({ API_TOKEN: TOKEN });

type Init = { method?: string; body?: BodyInit; headers?: Record<string, string> };

function call(path: string, { headers, ...init }: Init = {}): Request {
  return new Request(`http://localhost/api${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${TOKEN}`, ...headers },
  });
}

const params = <P>(value: P) => ({ params: Promise.resolve(value) });

async function problemOf(response: Response) {
  const body = problem.parse(await response.json());
  expect(body.request_id).toBe(response.headers.get("x-request-id"));
  return { status: response.status, code: body.error.code, fields: body.errors?.map(({ field }) => field) };
}

describe("a parameter that nobody knows", () => {
  const id = randomUUID();
  test.each([
    ["a job", () => jobRoute.GET(call("/x?formt=envelope"), params({ jobId: id })), "formt"],
    ["a job's attempts", () => attemptsRoute.GET(call("/x?limit=5"), params({ jobId: id })), "limit"],
    ["a lesson", () => lessonRoute.GET(call("/x?revision=1"), params({ lessonId: id })), "revision"],
    ["a deck", () => deckRoute.GET(call("/x?format=pdf"), params({ presentationId: id })), "format"],
    [
      "a job in an unknown format",
      () => jobRoute.GET(call("/x?format=xml"), params({ jobId: id })),
      "format",
    ],
  ])("is refused for %s", async (_name, answer, field) => {
    expect(await problemOf(await answer())).toEqual({
      status: 422,
      code: "validation_failed",
      fields: [field],
    });
  });
});

describe("a job as envelope", () => {
  test("has exactly the contract's shape", async () => {
    const { job_id } = await givenJob({ priority: "high" });
    const response = await jobRoute.GET(call(`/x?format=envelope`), params({ jobId: job_id }));
    const body: unknown = await response.json();
    expect(jobEnvelope.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      status: "pending",
      progress: { completion_percentage: 0, step: null },
      error: null,
      meta: { job_id, priority: "high" },
    });
  });
});

describe("a body that is left out", () => {
  test("means the defaults for a retry", async () => {
    const { job_id } = await givenJob();
    await jobRoute.DELETE(call("/x", { method: "DELETE" }), params({ jobId: job_id }));
    const answer = await retryRoute.POST(call("/x", { method: "POST" }), params({ jobId: job_id }));
    expect(answer.status).toBe(200);
    expect((await db().presentationJob.findFirst())?.status).toBe("pending");
  });

  test("is still missing where fields are required", async () => {
    const answer = await generateRoute.POST(call("/x", { method: "POST" }), params({}));
    expect(await problemOf(answer)).toMatchObject({ status: 415 });
  });
});

describe("a lesson", () => {
  const put = (lessonId: string, body: unknown) =>
    lessonRoute.PUT(
      call("/x", {
        method: "PUT",
        body: JSON.stringify(body),
        headers: { "Content-Type": "application/json" },
      }),
      params({ lessonId }),
    );

  test.each([
    ["lesson_id", "a b", {}],
    ["user_id", "a", { user_id: " no id" }],
    ["user_id", "a", { user_id: "x".repeat(201) }],
  ])("is refused for a bad %s by its name", async (field, lessonId, more) => {
    const answer = await put(lessonId, { title: "T", content: "C", ...more });
    expect(await problemOf(answer)).toEqual({ status: 422, code: "validation_failed", fields: [field] });
    expect(await db().lesson.count()).toBe(0);
  });
});

describe("what is not there", () => {
  test("is a problem for a method and for an address", async () => {
    const method = await generateRoute.PUT(call("/x", { method: "PUT" }), params({}));
    expect(method.headers.get("allow")).toBe("POST, OPTIONS");
    expect(await problemOf(method)).toMatchObject({ status: 405, code: "method_not_allowed" });
    expect(await problemOf(await nothingRoute.GET(call(""), params({})))).toMatchObject({
      status: 404,
      code: "not_found",
    });
  });
});
