/** A worker whose disk is full for a while. */
import { statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { stageProgress } from "@/lib/jobs/state";
import { setUpTestDatabase } from "@/lib/testing/database";
import { canLimitFileSize, liftFileSizeLimit, limitFileSize } from "@/lib/testing/file-size-limit";
import { until } from "@/lib/testing/until";
import { allJobsEnded, checkHistory } from "./history";
import { givenScriptedJob } from "./scripted-jobs";
import { gateFile } from "./scripted-thread";
import { endWorkerProcesses, WorkerProcess } from "./worker-process";

setUpTestDatabase();
afterEach(endWorkerProcesses);

describe.skipIf(!canLimitFileSize)("with prlimit: a worker on a full disk", { timeout: 120_000 }, () => {
  test("lives on, and settles what it finished when there is room again", async () => {
    const { database, dataDir } = config();
    if (database.kind !== "sqlite") throw new Error("This test is about a file");
    await db().$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`;
    const worker = await WorkerProcess.started({ JOB_LEASE_SECONDS: "30", WORKER_CONCURRENCY: "1" });
    const gate = path.join(dataDir, "gate");
    const jobId = await givenScriptedJob({ gate, gateAfterFiles: true, fileBytes: 1_000 });
    const published = { progress: stageProgress.publish };
    await until(async () => (await db().presentationJob.count({ where: published })) || null);

    limitFileSize(worker.pid, statSync(`${database.path}-wal`).size);
    await writeFile(gateFile(gate, worker.pid), "");
    await worker.logged(/turn_failed/);
    liftFileSizeLimit(worker.pid);

    await allJobsEnded();
    expect(await checkHistory([jobId])).toMatchObject({ completed: 1 });
    expect(await db().jobAttempt.count()).toBe(1);
  });
});
