/** What is brought in once more, by force, counts once: in the states, in the history and in the counters of the metrics. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/generated/prisma/client";
import { listAttempts } from "@/lib/jobs/read";
import { retryJobs } from "@/lib/jobs/store/act-on-jobs";
import { readCounted } from "@/lib/stats/metrics/counted";
import { foldAll } from "@/lib/stats/rollups/fold-waiting";
import { readTally } from "@/lib/stats/rollups/store";
import { readTrends } from "@/lib/stats/trends";
import { about } from "@/lib/testing/about";
import { setUpTestDatabase } from "@/lib/testing/database";
import { service } from "@/lib/testing/factories";
import { makeLegacyDatabase, type OldRow, oldJob, oldLesson } from "@/lib/testing/legacy-database";
import { importLegacy } from "./import-legacy";
import { openLegacyFile } from "./legacy-file";

setUpTestDatabase();

let folder: string;
beforeEach(async () => {
  await db().legacyRow.deleteMany();
  folder = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-again-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** So many seconds after a time two hours ago. */
const startMs = Math.floor(Date.now() / 60_000) * 60_000 - 7_200_000;
const at = (seconds: number) => new Date(startMs + seconds * 1000).toISOString();

const old = (id: string, status: string, more: OldRow = {}): OldRow =>
  oldJob(id, {
    ...{ status, created_at: at(0), started_at: at(10), completed_at: at(40) },
    ...{
      processing_time_seconds: 30,
      presentation_id: null,
      error_code: status === "failed" ? "POISON" : null,
    },
    ...more,
  });
const jobs = [
  old("done", "completed"),
  old("failed", "failed"),
  old("timeout", "timeout"),
  old("interrupted", "running", { completed_at: null }),
  old("waits", "pending", { started_at: null, completed_at: null }),
];

async function bringIn(rows: OldRow[], force: boolean): Promise<void> {
  const file = path.join(folder, "old.db");
  rmSync(file, { force: true });
  makeLegacyDatabase(file, { lessons: [oldLesson("l1")], presentation_jobs: rows });
  const opened = openLegacyFile(file);
  try {
    await importLegacy(db(), opened, { force, dryRun: false, nowMs: Date.now(), onRow() {} });
  } finally {
    opened.close();
  }
}

/** What the charts, the states and the counters say. */
async function readNumbers() {
  const { total, errors, by_style, by_priority, buckets } = await readTrends({ hours: 24 }, service);
  const { ever, states } = await readCounted();
  const depths = buckets.map(({ depth }) => depth);
  return { total, errors, by_style, by_priority, depth: depths.at(-1), states, ever: ever.toData() };
}

/** Not folded, and folded. */
async function expectNumbers(expected: Awaited<ReturnType<typeof readNumbers>>): Promise<void> {
  expect(await readNumbers()).toEqual(expected);
  await foldAll(db());
  expect(await readNumbers()).toEqual(expected);
}

async function countRemoved(): Promise<number> {
  const rows = await db().rollup.findMany({ where: { part: "removed", minutes: 60 } });
  return rows.reduce((sum, { tally }) => sum + readTally(tally).created, 0);
}

test("jobs that are here", async () => {
  await bringIn(jobs, false);
  const first = await readNumbers();
  expect(first.total).toMatchObject({ created: 5, completed: 1, failed: 1, timeout: 1 });
  await bringIn(jobs, true);
  await expectNumbers(first);
  expect(await listAttempts("interrupted", service)).toHaveLength(1);
  expect(await countRemoved()).toBe(0);
});

test("jobs that went on here", async () => {
  await bringIn(jobs, false);
  const { ever, ...first } = await readNumbers();
  await retryJobs(db(), { ids: ["failed"], within: Prisma.sql`1 = 1` }, true);
  const ended = {
    status: "completed",
    startedAt: new Date(startMs),
    completedAt: new Date(startMs + 60_000),
  };
  await db().presentationJob.update({ where: { id: "waits" }, data: { ...ended, stages: "[]", attempt: 3 } });
  await bringIn(jobs, true);
  // Only the counters keep the end that it had here: they never go down.
  const counted = await readNumbers();
  expect(counted.ever.created).toBe(ever.created);
  await expectNumbers({ ...first, ever: counted.ever });
  expect(await db().presentationJob.findUnique({ where: { id: "waits" } })).toMatchObject({
    ...{ status: "pending", completedAt: null, stages: null, attempt: 0 },
  });
});

test("jobs that were deleted here", async () => {
  await bringIn(jobs, false);
  const first = await readNumbers();
  for (const isFolded of [false, true]) {
    await db().presentationJob.deleteMany({ where: { status: { not: "pending" } } });
    if (isFolded) await foldAll(db());
    await bringIn(jobs, true);
    await expectNumbers(first);
  }
  expect(await countRemoved()).toBe(0);
});

test("a job whose wait alone is another now", async () => {
  await bringIn(jobs, false);
  const later = old("done", "completed", { started_at: at(25) });
  await bringIn([later], true);
  const { total } = await readNumbers();
  expect(total.wait_seconds).toMatchObject(about({ p50: 25 }));
  await foldAll(db());
  await db().presentationJob.delete({ where: { id: "done" } });
  await foldAll(db());
  const rows = await db().rollup.findMany({ where: { part: "stored", minutes: 1 } });
  expect(rows.flatMap(({ tally }) => readTally(tally).toData().wait)).toEqual([]);
});
