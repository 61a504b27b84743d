import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";
import { generateInput } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { bundle } from "@/lib/testing/bundle";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenLesson, service } from "@/lib/testing/factories";
import { enqueueJobOnce } from "./idempotency";

setUpTestDatabase();

let creator: ChildProcess | null = null;
afterEach(() => void creator?.kill("SIGKILL"));

/** Lets a creator give at least `answers` answers, then kills it, whatever is in flight. @returns what it acknowledged */
async function runAndKill(lessonId: string, answers: number): Promise<Map<string, string>> {
  const child = spawn(process.execPath, [bundle("lib/jobs/fixtures/keyed-creator.ts"), lessonId], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  creator = child;
  const ended = once(child, "exit");
  const acknowledged = new Map<string, string>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [key, jobId] = line.split(" ");
    // A line that the kill cut off is no answer.
    if (key && jobId?.length === 36) acknowledged.set(key, jobId);
    if (acknowledged.size >= answers) child.kill("SIGKILL");
  }
  await ended;
  return acknowledged;
}

test("a key means the same job after the server was killed, answered or not", {
  timeout: 120_000,
}, async () => {
  const lesson_id = await givenLesson();
  const acknowledged = await runAndKill(lesson_id, 40);
  expect(acknowledged.size).toBeGreaterThanOrEqual(40);
  const stored = await db().presentationJob.count();
  expect(stored).toBeGreaterThanOrEqual(acknowledged.size);
  const input = generateInput.parse({ lesson_id });
  const keys = Array.from({ length: stored + 50 }, (_, number) => `key-${number}`);
  const again = await Promise.all(
    keys.map((key) => enqueueJobOnce(input, service, { key, operation: "generate", body: input })),
  );
  // Each stored job is the answer to its key, and only the others are new: none is there twice.
  expect(again.filter(({ replayed }) => replayed)).toHaveLength(stored);
  expect(await db().presentationJob.count()).toBe(keys.length);
  for (const [index, key] of keys.entries()) {
    const known = acknowledged.get(key);
    if (known !== undefined) expect(again[index]?.job.job_id, key).toBe(known);
  }
});
