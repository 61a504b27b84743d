/**
 * Clocks that are wrong down to the C library, and jump while jobs run. PostgreSQL has a clock of its own, that of its server. On
 * SQLite the database's clock is the machine's, so a jump is one of all its processes.
 */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { databaseKind, setUpTestDatabase } from "@/lib/testing/database";
import { until } from "@/lib/testing/until";
import { allJobsEnded, checkHistory } from "./history";
import { givenScriptedJob, givenScriptedJobs } from "./scripted-jobs";
import { gateFile } from "./scripted-thread";
import { canShiftClock, ShiftedClock } from "./shifted-clock";
import { endWorkerProcesses, WorkerProcess } from "./worker-process";

setUpTestDatabase();
afterEach(endWorkerProcesses);

const HOUR_MS = 3_600_000;
const WORKERS = 2;
const SLOTS = 2;

/** Resolves when every job that runs has been renewed, or taken over, that many times. */
async function leasesMoved(times: number): Promise<void> {
  const seen = new Map<string, Set<string>>();
  await until(async () => {
    const jobs = await db().presentationJob.findMany({ select: { id: true, leaseExpiresAt: true } });
    for (const { id, leaseExpiresAt } of jobs) {
      if (!leaseExpiresAt) continue;
      const leases = seen.get(id) ?? new Set();
      seen.set(id, leases.add(leaseExpiresAt.toISOString()));
    }
    return [...seen.values()].every((leases) => leases.size > times) || null;
  });
}

describe.skipIf(!canShiftClock)("with a C compiler: a clock", { timeout: 120_000 }, () => {
  test.each([
    ["ahead", HOUR_MS],
    ["back", -HOUR_MS],
  ])("that jumps an hour %s while jobs run makes nothing complete twice", async (_, jumpMs) => {
    const right = new ShiftedClock(0);
    const jumping = new ShiftedClock(0);
    const env = { WORKER_CONCURRENCY: String(SLOTS) };
    const fleet = await Promise.all([
      WorkerProcess.started({ ...env, ...jumping.env }),
      WorkerProcess.started({ ...env, ...(databaseKind === "postgres" ? right : jumping).env }),
    ]);
    const gate = path.join(config().dataDir, `gate${jumpMs}`);
    const jobs = await givenScriptedJobs(WORKERS * SLOTS + 2, { gate, fileBytes: 1_000 });
    const running = { status: "running", progress: { gt: 0 } };
    await until(
      async () => (await db().presentationJob.count({ where: running })) === WORKERS * SLOTS || null,
    );

    jumping.shift(jumpMs);
    await leasesMoved(3);
    for (const worker of fleet) await writeFile(gateFile(gate, worker.pid), "");
    if (jumpMs < 0) {
      // By a SQLite that thinks it is an hour ago, the jobs that wait fall due in an hour: until the clock is put right.
      const completed = { status: "completed" };
      await until(
        async () => (await db().presentationJob.count({ where: completed })) >= WORKERS * SLOTS || null,
      );
      jumping.shift(0);
    }
    await allJobsEnded();

    expect(await checkHistory(jobs, "jumped")).toMatchObject({ completed: jobs.length });
    // The jump was there, or nothing is tested.
    const offBy = fleet[0].log().map(({ time }) => Math.abs(Date.parse(time) - Date.now()));
    expect(Math.max(...offBy)).toBeGreaterThan(HOUR_MS / 2);
    if (databaseKind === "postgres") expect(await db().jobAttempt.count()).toBe(jobs.length);
  });

  test.runIf(databaseKind === "postgres").each([
    ["ahead", HOUR_MS],
    ["behind", -HOUR_MS],
  ])("that is an hour %s starts a delayed job by the database's time", async (_, shiftMs) => {
    await WorkerProcess.started(new ShiftedClock(shiftMs).env);
    const due = Date.now() + 1_500;
    await givenScriptedJob({}, { run_at: new Date(due).toISOString() });
    await allJobsEnded();
    const { startedAt } = await db().jobAttempt.findFirstOrThrow();
    expect(startedAt.getTime() - due).toBeGreaterThanOrEqual(0);
    expect(startedAt.getTime() - due).toBeLessThan(5_000);
  });
});
