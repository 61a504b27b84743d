/** What readers do with more changes than they can count one by one. */
import { expect, test } from "vitest";
import { type Db, db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { replaceMethods } from "@/lib/db/replace-methods";
import { AppError } from "@/lib/errors";
import { setUpTestDatabase } from "@/lib/testing/database";
import { service } from "@/lib/testing/factories";
import { countJobs } from "../counts";
import { jobHealth } from "../health";
import { readCounted } from "../metrics/counted";
import { amongFewChanges, MOST_UNFOLDED } from "./few-changes";
import { PILE } from "./fold-waiting";
import { rebuildRollups } from "./rebuild";

setUpTestDatabase();

const MANY = MOST_UNFOLDED + 500;
const unfolded = () => db().jobChange.count();

/** What triggers write for so many jobs that are completed at this moment. */
async function givenPile(count = MANY): Promise<void> {
  await db().$executeRaw`
    INSERT INTO job_changes (kind, created_at, completed_at, status, style, priority, error_code, wait_ms, run_ms)
    WITH RECURSIVE jobs(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM jobs WHERE n < ${count})
    SELECT 'ended', ${sql.now}, ${sql.now}, 'completed', 'default', 'normal', NULL, 1000, 3000 FROM jobs`;
}

/** One of each way to read them. */
const readers = {
  "the counts": async () => (await countJobs(service)).completed,
  "the health": async () => (await jobHealth(24, service)).recent_completed,
  "the metrics": async () => (await readCounted()).states.completed,
};

/** As clients do: a busy machine may need longer than a reader waits. */
async function patiently(read: () => Promise<number>): Promise<number> {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof AppError && error.code === "service_unavailable")) throw error;
    }
  }
}

test.each(Object.entries(readers))("%s: a pile is folded before what is left is read", async (_, read) => {
  await givenPile();
  expect(await patiently(read)).toBe(MANY);
  expect(await unfolded()).toBeLessThanOrEqual(PILE);
});

test("all who wait for a pile wait for one folding of it", async () => {
  await givenPile();
  const all = Array.from({ length: 4 }, () => Object.values(readers)).flat();
  expect(await Promise.all(all.map(patiently))).toEqual(all.map(() => MANY));
  // Several at once would have folded more than until the pile was gone.
  expect(await unfolded()).toBeGreaterThan(PILE - 1_000);
});

test("who cannot wait is told so, and the folding goes on for the next one", async () => {
  await givenPile();
  const read = (maxWaitMs?: number) => amongFewChanges(unfolded, (count) => count, maxWaitMs);
  await expect(read(0)).rejects.toMatchObject({ code: "service_unavailable" });
  expect(await patiently(read)).toBeLessThanOrEqual(PILE);
});

test("rebuilding folds a pile in short transactions before it begins", async () => {
  await givenPile(2_500);
  const folded: number[] = [];
  const transaction = db().$transaction.bind(db()) as (...args: unknown[]) => Promise<unknown>;
  const $transaction = async (...args: unknown[]) => {
    const before = await unfolded();
    const result = await transaction(...args);
    folded.push(before - (await unfolded()));
    return result;
  };
  await rebuildRollups(replaceMethods(db(), { $transaction } as Partial<Db>));
  expect(folded).toEqual([1_000, 1_000, 500, ...folded.slice(3).map(() => 0)]);
});
