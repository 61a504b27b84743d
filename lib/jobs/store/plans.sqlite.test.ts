/** The plans of the statements that run for every job: none may read more of the table than it has to. */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type DbOrTransaction, db } from "@/lib/db/client";
import { Prisma } from "@/lib/generated/prisma/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob } from "@/lib/testing/factories";
import type { JobRow } from "../job-row";
import { queueOutlook, readPace } from "../queue-outlook";
import { noStages } from "../stages";
import { cancelJobs, changeWaiting, deleteJobs } from "./act-on-jobs";
import { claimJobs, hasClaimableJob, msUntilClaimable } from "./claim-jobs";
import { findTroubled } from "./find-troubled";
import { promoteWaiting, pruneFinished } from "./housekeeping";
import { findKeys, freeKeys, pruneKeys, takeKeys } from "./idempotency-keys";
import { insertJobs } from "./insert-jobs";
import { findHeldLeases, renewLeases } from "./leases";
import { measurePrunable } from "./measure-prunable";
import { countExpired, reapExpired } from "./reap-expired";
import { settleJobs } from "./settle-jobs";

setUpTestDatabase();

/** A database that explains every statement before it runs it. */
function explaining(): { tx: DbOrTransaction; plans: string[] } {
  const plans: string[] = [];
  const explain = async (strings: TemplateStringsArray, values: unknown[]) => {
    const statement = Prisma.sql(strings, ...values);
    const steps = await db().$queryRaw<{ detail: string }[]>(Prisma.sql`EXPLAIN QUERY PLAN ${statement}`);
    plans.push(...steps.map((step) => step.detail));
    return statement;
  };
  const tx = {
    $queryRaw: async (strings: TemplateStringsArray, ...values: unknown[]) =>
      db().$queryRaw(await explain(strings, values)),
    $executeRaw: async (strings: TemplateStringsArray, ...values: unknown[]) =>
      db().$executeRaw(await explain(strings, values)),
  };
  return { tx: tx as unknown as DbOrTransaction, plans }; // plain promises instead of Prisma's lazy ones
}

/** A step that reads a whole table of ours; `workers` and `queue_state` have a handful of rows. */
const wholeTable =
  /^SCAN (?:presentation_jobs|job_attempts|presentations|lessons|idempotency_keys|j|l|k)\b(?! USING (?:COVERING )?INDEX)/;

async function plansOf(run: (tx: DbOrTransaction) => Promise<unknown>): Promise<string[]> {
  const { tx, plans } = explaining();
  await run(tx);
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.filter((step) => wholeTable.test(step))).toEqual([]);
  return plans;
}

const byKey = /presentation_jobs USING INDEX sqlite_autoindex_presentation_jobs_1/;
const lease = { jobId: randomUUID(), token: "t" };
const trouble = {
  code: "internal_error",
  message: "x",
  retryable: true,
  timedOut: false,
  stack: null,
  details: null,
};

describe("no statement of the engine reads a whole table", () => {
  test("claiming walks pending rows in claim order", async () => {
    const plans = await plansOf((tx) => claimJobs(tx, { workerId: "w", limit: 10, leaseMs: 1 }));
    expect(plans.join("\n")).toContain("idx_jobs_queue_order");
    expect(plans.join("\n")).not.toContain("TEMP B-TREE");
    // Delayed jobs stand in the same order: they are passed over without their rows.
    expect(plans.join("\n")).toContain("COVERING INDEX idx_jobs_queue_order");
  });

  test("looking for due jobs reads the due index", async () => {
    expect((await plansOf((tx) => hasClaimableJob(tx, "w"))).join("\n")).toContain("idx_jobs_run_at");
    expect((await plansOf((tx) => msUntilClaimable(tx, "w"))).join("\n")).toContain("idx_jobs_run_at");
  });

  test("the pace of the queue reads the last completed jobs, not all of them", async () => {
    const plans = (await plansOf((tx) => readPace(tx))).join("\n");
    expect(plans).toContain("idx_jobs_completed");
    expect(plans).not.toContain("TEMP B-TREE");
  });

  test("the place of a job is counted inside the queue's index", async () => {
    await givenJob();
    const [row] = await db().$queryRaw<[JobRow]>`SELECT * FROM presentation_jobs LIMIT 1`;
    const plans = (await plansOf((tx) => queueOutlook(tx, row))).filter((step) =>
      step.includes("presentation_jobs"),
    );
    for (const step of plans) expect(step).toMatch(/COVERING INDEX idx_jobs_queue_order|idx_jobs_completed/);
  });

  test.each([
    { kind: "completed", message: "", result: {}, deck: null },
    { kind: "requeued", error: trouble, delayMs: 0 },
    { kind: "ended", status: "failed", error: trouble },
    { kind: "released", delayMs: 0 },
  ] as const)("settling ($kind) finds each job by its key", async (end) => {
    const plans = await plansOf((tx) => settleJobs(tx, [{ ...end, lease, stages: noStages() }]));
    expect(plans.join("\n")).toMatch(byKey);
  });

  test("renewing and checking leases finds each job by its key", async () => {
    expect((await plansOf((tx) => renewLeases(tx, [lease], 1))).join("\n")).toMatch(byKey);
    expect((await plansOf((tx) => findHeldLeases(tx, [lease]))).join("\n")).toMatch(byKey);
  });

  test("inserting, cancelling, reaping, promoting and pruning use an index each", async () => {
    const job = {
      id: randomUUID(),
      lessonId: "none",
      owner: null,
      userId: null,
      priority: "normal",
      style: "default",
      useLlmPolish: false,
      timeoutSeconds: 1,
      maxRetries: 0,
      runAtMs: null,
      span: null,
    } as const;
    await plansOf((tx) => insertJobs(tx, [job]));
    await plansOf((tx) => cancelJobs(tx, { ids: [job.id], within: Prisma.sql`1 = 1` }, "x"));
    expect((await plansOf((tx) => reapExpired(tx, 10))).join("\n")).toContain("idx_jobs_lease");
    expect((await plansOf((tx) => promoteWaiting(tx, 1000, 10))).join("\n")).toContain(
      "idx_jobs_queue_order",
    );
    const pruning = (await plansOf((tx) => pruneFinished(tx, 1000, 10))).join("\n");
    expect(pruning).toContain("idx_jobs_completed");
    expect(pruning).toContain("idx_presentations_stale");
  });

  test("changing, deleting, recovering and cleaning up by hand use an index each", async () => {
    const target = { ids: [randomUUID()], within: Prisma.sql`1 = 1` };
    expect((await plansOf((tx) => changeWaiting(tx, target, { maxRetries: 1 }))).join("\n")).toMatch(byKey);
    await plansOf((tx) => deleteJobs(tx, target));
    expect((await plansOf((tx) => countExpired(tx, 1000))).join("\n")).toContain("idx_jobs_lease");
    expect((await plansOf((tx) => measurePrunable(tx, 1000))).join("\n")).toContain("idx_jobs_completed");
    const named = await plansOf((tx) => reapExpired(tx, 10, 0, target.ids));
    expect(named.join("\n")).toContain("idx_jobs_lease");
    const limits = { waitingMs: 1, graceMs: 1, capMs: 1 };
    const troubles = (await plansOf((tx) => findTroubled(tx, limits, 10))).join("\n");
    for (const index of ["idx_jobs_lease", "idx_jobs_status", "idx_jobs_run_at"])
      expect(troubles).toContain(index);
  });

  test("idempotency keys are found by their name and pruned by their age", async () => {
    const use = { principal: "p", key: "k", bodyHash: "h", answer: "a" };
    await plansOf((tx) => takeKeys(tx, [use]));
    await plansOf((tx) => findKeys(tx, [use]));
    await plansOf((tx) => freeKeys(tx, [use]));
    expect((await plansOf((tx) => pruneKeys(tx, 10))).join("\n")).toContain(
      "idempotency_keys_created_at_idx",
    );
  });
});
