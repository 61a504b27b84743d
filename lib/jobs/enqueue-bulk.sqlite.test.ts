import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenLesson, service } from "@/lib/testing/factories";
import { enqueueBulk } from "./enqueue-bulk";

setUpTestDatabase();

test("what a database that gets busy did not take of many is told job by job, and the rest is there", async () => {
  const lesson_id = await givenLesson();
  // The second batch meets it: somebody else's lock, for as long as it takes.
  await db().$executeRawUnsafe(`
    CREATE TRIGGER busy BEFORE INSERT ON presentation_jobs WHEN NEW.priority = 'urgent'
    BEGIN SELECT RAISE(ABORT, 'database is locked'); END`);
  const entries = Array.from({ length: 510 }, (_, index) => ({
    lesson_id: index === 3 ? "nowhere" : lesson_id,
    priority: index < 505 ? "normal" : "urgent",
  }));
  const { answer } = await enqueueBulk(entries, service, undefined);
  expect(answer).toMatchObject({ total_requested: 510, total_created: 499 });
  expect(answer.results[3]?.error?.code).toBe("lesson_not_found");
  expect(answer.results.slice(500).map(({ error }) => error?.code)).toEqual(
    Array(10).fill("service_unavailable"),
  );
  expect(await db().presentationJob.count()).toBe(499);

  // With a key it is all or nothing.
  await expect(enqueueBulk(entries, service, "all-or-nothing")).rejects.toThrow("locked");
  expect(await db().presentationJob.count()).toBe(499);
});
