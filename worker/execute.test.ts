import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { config } from "@/lib/config";
import { type Db, db, openDatabase } from "@/lib/db/client";
import { type ClaimedJob, claimJobs } from "@/lib/jobs/store/claim-jobs";
import { logger } from "@/lib/log";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, givenLesson } from "@/lib/testing/factories";
import { executeAttempt } from "./execute";
import { Leases } from "./leases";
import { GenerationThreads } from "./threads";

setUpTestDatabase();

const threadEntry = new URL("./fixtures/thread-modes.ts", import.meta.url);

async function claimOne(): Promise<ClaimedJob> {
  const [job] = await db().$transaction((tx) =>
    claimJobs(tx, { workerId: "worker-a", limit: 1, leaseMs: 30_000 }),
  );
  if (!job) throw new Error("Nothing was claimed");
  return job;
}

async function execute(job: ClaimedJob, database: Db = db()) {
  const threads = new GenerationThreads(1, threadEntry);
  onTestFinished(() => threads.close());
  return executeAttempt(job, {
    db: database,
    workerId: "worker-a",
    threads,
    leases: new Leases(db(), 30_000),
    log: logger("jobs"),
    retryDelaysSeconds: [0],
    llm: null,
    hardCapMs: 60_000,
    shutdown: new AbortController().signal,
  });
}

/** Nobody listens there. */
function databaseThatIsAway(): Db {
  const away = openDatabase({ kind: "postgres", url: "postgres://nobody@127.0.0.1:1/none" });
  onTestFinished(() => away.$disconnect());
  return away;
}

test("a database that is away when the lesson is to be read costs the job no retry, and a moment", async () => {
  await givenJob();
  const job = await claimOne();
  const end = await execute(job, databaseThatIsAway());
  expect(end.settlement).toMatchObject({ kind: "released", delayMs: 1_000 });
  await end.onSettled?.(true);
  // Each line that an attempt writes can be found by its job.
  const lines = readFileSync(config().logFile, "utf8").trimEnd().split("\n");
  const said = lines.map((line) => JSON.parse(line)).filter(({ module }) => module === "jobs");
  expect(said.map(({ msg }) => msg)).toEqual(["attempt_started", "attempt_settled"]);
  for (const line of said)
    expect(line).toMatchObject({ job_id: job.id, presentation_id: expect.any(String) });
});

test("a job that the database fails again and again is given back only so often", async () => {
  await givenJob();
  const job = { ...(await claimOne()), attempt: 21 };
  expect((await execute(job, databaseThatIsAway())).settlement).toMatchObject({
    kind: "requeued",
    error: { code: "internal_error" },
  });
});

test("work that dies of an error that looks like the database's counts as the job's own", async () => {
  await givenJob({ lesson_id: await givenLesson({ title: "loses a connection" }) });
  expect((await execute(await claimOne())).settlement).toMatchObject({
    kind: "requeued",
    error: { code: "POISON" },
  });
});
