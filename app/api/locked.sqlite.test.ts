/** A database that another process keeps locked: callers wait, then get 503; reads go on, and nothing is left behind. */
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { config } from "@/lib/config";
import { problem } from "@/lib/contract/problem";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenLesson } from "@/lib/testing/factories";
import * as generateRoute from "./presentations/generate/route";
import * as jobsRoute from "./presentations/jobs/route";

const TOKEN = "test-token-0123456789";
setUpTestDatabase({ API_TOKEN: TOKEN });

const context = { params: Promise.resolve({}) };
const headers = { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" };
const list = () =>
  jobsRoute.GET(new Request("http://localhost/api/presentations/jobs", { headers }), context);
const generate = (lessonId: string) => {
  const body = JSON.stringify({ lesson_id: lessonId });
  return generateRoute.POST(
    new Request("http://localhost/api/presentations/generate", { method: "POST", headers, body }),
    context,
  );
};

test("a locked database is 503 with Retry-After, never 500, and serves reads meanwhile", async () => {
  const lessonId = await givenLesson();
  const { database } = config();
  if (database.kind !== "sqlite") throw new Error("This test is for SQLite");
  const other = new Database(database.path);
  other.exec("BEGIN IMMEDIATE");
  const refused = generate(lessonId);
  expect((await list()).status).toBe(200);
  const answer = await refused;
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(problem.parse(await answer.json()).error.code).toBe("service_unavailable");
  other.exec("COMMIT");
  other.close();
  expect(await db().presentationJob.count()).toBe(0);
  expect((await generate(lessonId)).status).toBe(200);
});
