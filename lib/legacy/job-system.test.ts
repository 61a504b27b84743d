import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { cancelJob } from "@/lib/jobs/cancel";
import { isolatedEnv, setUpTestDatabase } from "@/lib/testing/database";
import { givenLesson, service } from "@/lib/testing/factories";
import { createPresentationJob, getPresentationJobStatus, initializeJobSystem } from "./job-system";

setUpTestDatabase({ MAX_RETRIES: "7" });

test("a job gets the defaults of the earlier calls, also where the server has others", async () => {
  await initializeJobSystem();
  const lessonId = await givenLesson();
  const job = await createPresentationJob({ lessonId, userId: "u1" });
  expect(job).toMatchObject({
    lesson_id: lessonId,
    user_id: "u1",
    status: "pending",
    style: "default",
    use_llm_polish: true,
    timeout_seconds: 30,
    priority: "normal",
    max_retries: 2,
  });
  expect(await getPresentationJobStatus(job.job_id)).toMatchObject({ job_id: job.job_id, status: "pending" });
});

test("a job gets what is asked for", async () => {
  const lessonId = await givenLesson({ userId: "teacher" });
  const job = await createPresentationJob({
    lessonId,
    style: "high-contrast",
    useLlmPolish: false,
    timeoutSeconds: 90,
    priority: "urgent",
    maxRetries: 0,
  });
  expect(job).toMatchObject({
    user_id: "teacher",
    style: "high-contrast",
    use_llm_polish: false,
    timeout_seconds: 90,
    priority: "urgent",
    max_retries: 0,
  });
  await cancelJob(job.job_id, "Enough", service);
  expect((await getPresentationJobStatus(job.job_id))?.status).toBe("cancelled");
});

test("a bad argument is named as it was written, and nothing is queued", async () => {
  const lessonId = await givenLesson();
  await expect(createPresentationJob({ lessonId, timeoutSeconds: 0 })).rejects.toThrow(/^timeoutSeconds: /);
  await expect(createPresentationJob({ lessonId: "none" })).rejects.toMatchObject({
    code: "lesson_not_found",
  });
  expect(await getPresentationJobStatus("none")).toBeNull();
  expect(await db().presentationJob.count()).toBe(0);
});

/** In a process of its own, which must end by itself. */
async function runProgram(env: Record<string, string>, program: string) {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { output, errors, code: child.exitCode };
}

const program = `
  const { initializeJobSystem } = await import("./lib/legacy/job-system.ts");
  const { db } = await import("./lib/db/client.ts");
  await initializeJobSystem().then(() => console.log("ready"), (error) => console.log(error.message));
  await db().$disconnect();`;

test("a program that has initialized it can end", async () => {
  const { database, dataDir } = config();
  const target: Record<string, string> =
    database.kind === "sqlite" ? { DATABASE_PATH: database.path } : { DATABASE_URL: database.url };
  expect(await runProgram({ ...target, DATA_DIR: dataDir }, program)).toEqual({
    output: "ready\n",
    errors: "",
    code: 0,
  });
});

test("a database that is not there is named, and not made", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-none-"));
  try {
    const { output } = await runProgram(isolatedEnv(folder), program);
    expect(output).toMatch(/^The database is not up to date \(.+ missing\)\. Run: npm run migrate\n$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
