import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenJob, service } from "@/lib/testing/factories";
import { cancelJob } from "./cancel";
import { listLogs } from "./job-logs";
import { LogLines, MAX_LINES, MAX_LOG_CHARS } from "./log-lines";
import { noStages } from "./stages";
import { claimJobs } from "./store/claim-jobs";
import { writeProgress } from "./store/leases";
import { settleJobs } from "./store/settle-jobs";

setUpTestDatabase();

async function claimOne() {
  const [job] = await db().$transaction((tx) =>
    claimJobs(tx, { workerId: "worker-a", limit: 1, leaseMs: 30_000 }),
  );
  if (!job) throw new Error("Nothing to claim");
  return { jobId: job.id, token: job.lease_token };
}

function logOf(...messages: string[]): string | null {
  const lines = new LogLines();
  for (const message of messages) lines.add("info", message, new Date());
  return lines.toJson();
}

describe("the log of a job", () => {
  test("tells the life of the job and what each attempt said, in order", async () => {
    const { job_id } = await givenJob();
    const first = await claimOne();
    await db().$transaction((tx) =>
      writeProgress(tx, first, { progress: 5, message: "", stages: noStages(), log: logOf("Reading") }),
    );
    const live = await listLogs(job_id, service);
    expect(live.map(({ message }) => message)).toEqual([
      "Queued with priority normal",
      "Attempt 1 started on worker-a",
      "Reading",
    ]);
    const error = {
      code: "llm_timeout",
      message: "No answer",
      retryable: true,
      timedOut: false,
      stack: null,
      details: null,
    };
    await db().$transaction((tx) =>
      settleJobs(tx, [
        { kind: "requeued", lease: first, stages: null, log: logOf("Reading", "Waiting"), error, delayMs: 0 },
      ]),
    );
    await claimOne();
    await cancelJob(job_id, "Not needed", service);
    const lines = await listLogs(job_id, service);
    expect(lines.map(({ attempt, level, message }) => [attempt, level, message])).toEqual([
      [null, "info", "Queued with priority normal"],
      [1, "info", "Attempt 1 started on worker-a"],
      [1, "info", "Reading"],
      [1, "info", "Waiting"],
      [1, "error", "Failed: No answer (llm_timeout)"],
      [2, "info", "Attempt 2 started on worker-a"],
      expect.arrayContaining(["warn"]),
      expect.arrayContaining(["warn"]),
    ]);
    expect(lines.slice(-2).map(({ message }) => message)).toEqual(
      expect.arrayContaining(["Cancelled: Not needed", "Stopped: Not needed (CANCELLED)"]),
    );
  });

  test.each([
    ["completed", "info", "Completed"],
    ["released", "info", "Given back: its worker was stopped, or the database was away"],
    ["cancelled", "warn", "Stopped: Why (code)"],
    ["orphaned", "warn", "Lost: Why (code)"],
    ["failed", "error", "Failed: Why (code)"],
    ["timeout", "error", "Timed out: Why (code)"],
  ])("says how an attempt ended (%s)", async (outcome, level, message) => {
    const { job_id } = await givenJob();
    await claimOne();
    const data = { outcome, endedAt: new Date(), errorCode: "code", errorMessage: "Why" };
    await db().jobAttempt.updateMany({ where: { jobId: job_id }, data });
    expect((await listLogs(job_id, service)).at(-1)).toMatchObject({ attempt: 1, level, message });
  });

  test("takes nothing from a worker that has lost the job", async () => {
    const { job_id } = await givenJob();
    const lease = await claimOne();
    await cancelJob(job_id, null, service);
    const late = { progress: 5, message: "", stages: noStages(), log: logOf("late") };
    expect(await db().$transaction((tx) => writeProgress(tx, lease, late))).toBe(false);
    expect((await listLogs(job_id, service)).map(({ message }) => message)).not.toContain("late");
  });

  test("is for those who may see the job", async () => {
    const { job_id } = await givenJob();
    await expect(listLogs(job_id, callerWith("teacher"))).rejects.toMatchObject({
      code: "job_access_denied",
    });
  });
});

describe("the lines of an attempt", () => {
  test("stay within their bounds and say what was left out", () => {
    const many = new LogLines();
    for (let line = 0; line < MAX_LINES + 20; line++) many.add("info", `line ${line}`, new Date());
    const kept: { message: string }[] = JSON.parse(many.toJson() ?? "[]");
    expect(kept).toHaveLength(MAX_LINES + 1);
    expect(kept.at(-1)?.message).toBe("20 more lines were left out");
    const long = new LogLines();
    for (let line = 0; line < 100; line++) long.add("info", "x".repeat(100_000), new Date());
    expect((long.toJson() ?? "").length).toBeLessThan(MAX_LOG_CHARS * 1.1);
    expect(new LogLines().toJson()).toBeNull();
  });
});
