import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { config } from "@/lib/config";
import { db, openDatabase } from "@/lib/db/client";
import { claimJobs } from "@/lib/jobs/store/claim-jobs";
import { logger } from "@/lib/log";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob } from "@/lib/testing/factories";
import { executeAttempt } from "./execute";
import { Leases } from "./leases";
import { GenerationThreads } from "./threads";

setUpTestDatabase();

test("a database that is away when the lesson is to be read costs the job no retry", async () => {
  await givenJob();
  const [job] = await db().$transaction((tx) =>
    claimJobs(tx, { workerId: "worker-a", limit: 1, leaseMs: 30_000 }),
  );
  if (!job) throw new Error("Nothing was claimed");
  // Nobody listens there.
  const away = openDatabase({ kind: "postgres", url: "postgres://nobody@127.0.0.1:1/none" });
  const threads = new GenerationThreads(1);
  try {
    const end = await executeAttempt(job, {
      db: away,
      workerId: "worker-a",
      threads,
      leases: new Leases(db(), 30_000),
      log: logger("jobs"),
      retryDelaysSeconds: [0],
      llm: null,
      hardCapMs: 60_000,
      shutdown: new AbortController().signal,
    });
    expect(end.settlement?.kind).toBe("released");
    await end.onSettled?.(true);
    // Each line that an attempt writes can be found by its job.
    const lines = readFileSync(config().logFile, "utf8").trimEnd().split("\n");
    const said = lines.map((line) => JSON.parse(line)).filter(({ module }) => module === "jobs");
    expect(said.map(({ msg }) => msg)).toEqual(["attempt_started", "attempt_settled"]);
    for (const line of said)
      expect(line).toMatchObject({ job_id: job.id, presentation_id: expect.any(String) });
  } finally {
    await threads.close();
    await away.$disconnect();
  }
});
