/** The database server dies under a running worker and comes back. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { config } from "@/lib/config";
import { isDatabaseBusy } from "@/lib/db/busy";
import { db } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { getJob } from "@/lib/jobs/read";
import { logger } from "@/lib/log";
import { isolatedEnv } from "@/lib/testing/database";
import { givenJob, service } from "@/lib/testing/factories";
import { PostgresServer } from "@/lib/testing/postgres-server";
import { until } from "@/lib/testing/until";
import { Worker } from "./worker";

let folder: string;
let server: PostgresServer;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "presentation-jobs-"));
  // One that may be killed, and that keeps what it has acknowledged.
  server = await PostgresServer.start({ synchronous_commit: "on" });
  for (const [name, value] of Object.entries({ ...isolatedEnv(folder), DATABASE_URL: server.url() })) {
    vi.stubEnv(name, value);
  }
  await migrate(config().database, folder);
});

afterAll(async () => {
  await db().$disconnect();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const completed = (jobId: string) =>
  until(async () => {
    const job = await getJob(jobId, service).catch((error: unknown) => {
      if (isDatabaseBusy(error)) return null;
      throw error;
    });
    return job?.status === "completed" ? job : null;
  });

test("callers are told to wait, nothing acknowledged is lost, and the worker goes on by itself", async () => {
  const worker = new Worker(db(), config(), logger("worker"), { version: "test" });
  await worker.start();
  try {
    await completed((await givenJob()).job_id);
    const acknowledged = await givenJob();
    await server.kill();
    const refused = await givenJob().catch((error: unknown) => error);
    expect(isDatabaseBusy(refused)).toBe(true);
    await server.restart();
    expect(await completed(acknowledged.job_id)).toMatchObject({ retry_count: 0 });
    await completed((await givenJob()).job_id);
  } finally {
    await worker.stop();
  }
}, 60_000);
