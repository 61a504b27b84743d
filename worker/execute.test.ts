import { expect, test } from "vitest";
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
      log: logger("worker"),
      retryDelaysSeconds: [0],
      hardCapMs: 60_000,
      shutdown: new AbortController().signal,
    });
    expect(end.settlement?.kind).toBe("released");
  } finally {
    await threads.close();
    await away.$disconnect();
  }
});
