import { expect, test } from "vitest";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, givenLesson } from "@/lib/testing/factories";
import { claimJobs } from "./claim-jobs";
import { promoteWaiting } from "./housekeeping";

setUpTestDatabase();

const MINUTE_MS = 60_000;
const BATCH = 500;

/** As if everything that waits had waited for so much longer. */
async function letTimePass(ms: number): Promise<void> {
  for (const { id, createdAt, runAt } of await db().presentationJob.findMany({
    where: { status: "pending" },
  })) {
    const data = { createdAt: new Date(createdAt.getTime() - ms), runAt: new Date(runAt.getTime() - ms) };
    await db().presentationJob.update({ where: { id }, data });
  }
}

const claimOne = async () => {
  const [job] = await db().$transaction((tx) =>
    claimJobs(tx, { workerId: "worker-a", limit: 1, leaseMs: MINUTE_MS }),
  );
  return job?.id;
};

test("low is claimed within ten minutes, although new urgent jobs never end", async () => {
  const lesson_id = await givenLesson();
  const low = await givenJob({ lesson_id, priority: "low" });
  let minutes = 0;
  for (let claimed: string | undefined; claimed !== low.job_id; minutes++) {
    expect(minutes).toBeLessThanOrEqual(10);
    // More arrive than are claimed: without ageing none but urgent jobs would ever run.
    await givenJob({ lesson_id, priority: "urgent" });
    await givenJob({ lesson_id, priority: "urgent" });
    claimed = await claimOne();
    await letTimePass(MINUTE_MS);
    await promoteWaiting(db(), config().priorityAgeingMs, BATCH);
  }
  // It had to wait: urgent jobs do come first.
  expect(minutes).toBeGreaterThan(5);
});

test("a job that waits for its own time does not rise meanwhile", async () => {
  const run_at = new Date(Date.now() + 60 * MINUTE_MS).toISOString();
  const { job_id } = await givenJob({ priority: "low", run_at });
  await letTimePass(20 * MINUTE_MS);
  expect(await promoteWaiting(db(), config().priorityAgeingMs, BATCH)).toBe(0);
  expect(await db().presentationJob.findUnique({ where: { id: job_id } })).toMatchObject({ priorityRank: 0 });
});
