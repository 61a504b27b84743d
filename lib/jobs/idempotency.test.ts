import { describe, expect, test } from "vitest";
import { type GenerateInput, generateInput } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenLesson, service } from "@/lib/testing/factories";
import { enqueueBulk } from "./enqueue-bulk";
import { enqueueJobOnce } from "./idempotency";
import { KEY_LIFE_MS, pruneKeys } from "./store/idempotency-keys";

setUpTestDatabase();

const inputFor = (lesson_id: string, more: Partial<GenerateInput> = {}) =>
  generateInput.parse({ lesson_id, ...more });
const ask = (input: GenerateInput, key: string, caller = service) =>
  enqueueJobOnce(input, caller, { key, operation: "generate", body: input });

async function age(ms: number): Promise<void> {
  await db().idempotencyKey.updateMany({ data: { createdAt: new Date(Date.now() - ms) } });
}

describe("a request with an Idempotency-Key", () => {
  test("gives the same job when it comes again, and says so", async () => {
    const input = inputFor(await givenLesson());
    const first = await ask(input, "k-1");
    const second = await ask(input, "k-1");
    expect([first.replayed, second.replayed]).toEqual([false, true]);
    expect(second.job.job_id).toBe(first.job.job_id);
    expect(second.job.queue_position).toBe(1);
    expect(await db().presentationJob.count()).toBe(1);
  });

  test("makes exactly one job, however many come at once", async () => {
    const input = inputFor(await givenLesson());
    const answers = await Promise.all(Array.from({ length: 300 }, () => ask(input, "k-many")));
    expect(new Set(answers.map(({ job }) => job.job_id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await db().presentationJob.count()).toBe(1);
  });

  test("is refused with another body, and that changes nothing", async () => {
    const lesson = await givenLesson();
    await ask(inputFor(lesson), "k-body");
    await expect(ask(inputFor(lesson, { priority: "high" }), "k-body")).rejects.toMatchObject({
      code: "idempotency_mismatch",
    });
    expect(await db().presentationJob.count()).toBe(1);
  });

  test("of somebody else is another key", async () => {
    const lesson = await givenLesson({ userId: "teacher-1" });
    const mine = await ask(inputFor(lesson), "k-shared", callerWith("teacher", "teacher-1"));
    const other = await ask(inputFor(lesson), "k-shared", service);
    expect(other.replayed).toBe(false);
    expect(other.job.job_id).not.toBe(mine.job.job_id);
  });

  test("of another token is another key, whatever the tokens are called", async () => {
    const input = inputFor(await givenLesson());
    const token = (credentialId: string) => ({ ...service, name: "A", credentialId });
    const first = await ask(input, "k-named", token("token-1"));
    const other = await ask(input, "k-named", token("token-2"));
    expect(other.replayed).toBe(false);
    expect(other.job.job_id).not.toBe(first.job.job_id);
    expect((await ask(input, "k-named", { ...token("token-1"), name: "B" })).replayed).toBe(true);
  });

  test("that was refused leaves the key free", async () => {
    await expect(ask(inputFor("nowhere"), "k-refused")).rejects.toMatchObject({ code: "lesson_not_found" });
    expect((await ask(inputFor(await givenLesson()), "k-refused")).replayed).toBe(false);
  });

  test("is answered the same when its job has been deleted", async () => {
    const input = inputFor(await givenLesson());
    const { job } = await ask(input, "k-deleted");
    await db().presentationJob.deleteMany();
    expect(await ask(input, "k-deleted")).toMatchObject({ job: { job_id: job.job_id }, replayed: true });
  });

  test("counts for a day", async () => {
    const input = inputFor(await givenLesson());
    const { job } = await ask(input, "k-day");
    await age(KEY_LIFE_MS - 60_000);
    expect(await pruneKeys(db(), 100)).toBe(0);
    expect((await ask(input, "k-day")).replayed).toBe(true);
    await age(KEY_LIFE_MS + 60_000);
    const next = await ask(input, "k-day");
    expect(next.replayed).toBe(false);
    expect(next.job.job_id).not.toBe(job.job_id);
    await age(KEY_LIFE_MS + 60_000);
    expect(await pruneKeys(db(), 100)).toBeGreaterThan(0);
    expect(await db().idempotencyKey.count()).toBe(0);
  });
});

describe("many requests for decks in one", () => {
  test("are answered each by itself: bad ones stop no other", async () => {
    const mine = await givenLesson({ userId: "teacher-1" });
    const foreign = await givenLesson({ userId: "teacher-2" });
    const entries = [
      { lessonId: mine, useLlmPolish: false },
      { lesson_id: mine, style: "neon" },
      { lesson_id: "nowhere" },
      { lesson_id: foreign },
      "nonsense",
      { lesson_id: mine, status: "completed" },
    ];
    const { answer } = await enqueueBulk(entries, callerWith("teacher", "teacher-1"), undefined);
    expect(answer).toMatchObject({ total_requested: 6, total_created: 1 });
    expect(answer.results.map(({ index, error }) => [index, error?.code ?? null])).toEqual([
      [0, null],
      [1, "invalid_style"],
      [2, "lesson_not_found"],
      [3, "lesson_access_denied"],
      [4, "validation_failed"],
      [5, "validation_failed"],
    ]);
    expect(answer.results[1]?.errors?.[0]?.field).toBe("style");
    expect(await db().presentationJob.findMany()).toMatchObject([
      { id: answer.results[0]?.job_id, useLlmPolish: false, userId: "teacher-1" },
    ]);
  });

  test("with a key are stored once, and answered the same again", async () => {
    const lesson_id = await givenLesson();
    const entries = [...Array.from({ length: 700 }, () => ({ lesson_id })), { lesson_id: "nowhere" }];
    const answers = await Promise.all([1, 2, 3].map(() => enqueueBulk(entries, service, "k-bulk")));
    expect(answers.filter(({ replayed }) => replayed)).toHaveLength(2);
    for (const { answer } of answers) expect(answer).toEqual(answers[0]?.answer);
    expect(await db().presentationJob.count()).toBe(700);
    await expect(enqueueBulk([{ lesson_id }], service, "k-bulk")).rejects.toMatchObject({
      code: "idempotency_mismatch",
    });
  });
});
