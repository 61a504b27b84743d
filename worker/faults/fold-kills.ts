/** `kill -9` on the process that folds changes into rollups, at random moments, while jobs come, end, are retried and deleted. */
import { strict as assert } from "node:assert";
import { fork } from "node:child_process";
import { once } from "node:events";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/generated/prisma/client";
import { retryJobs } from "@/lib/jobs/store/act-on-jobs";
import { pruneFinished } from "@/lib/jobs/store/housekeeping";
import { foldChanges } from "@/lib/stats/rollups/fold-changes";
import { rebuildRollups } from "@/lib/stats/rollups/rebuild";
import { readTally } from "@/lib/stats/rollups/store";
import { bundle } from "@/lib/testing/bundle";
import { givenLesson } from "@/lib/testing/factories";
import { pastJobs, storePastJobs } from "@/lib/testing/history";
import { Random } from "@/lib/testing/random";

const DAY_MS = 86_400_000;
const JOBS_PER_ROUND = 60;
/** The process folds that many changes within some tens of milliseconds, so a kill finds it at work. */
const MAX_DELAY_MS = 60;

/** `foldedByVictims`: of the jobs, those that were counted by processes that were killed. */
export type FoldKillReport = { kills: number; jobs: number; foldedByVictims: number };

/** @throws AssertionError when a tally differs from what the rows say, or the history from what was created and ended */
export async function killFolding(options: { kills: number; seed: number }): Promise<FoldKillReport> {
  const random = new Random(options.seed);
  const program = bundle("worker/faults/folding.ts");
  const lessonId = await givenLesson();
  const toMs = Date.now();
  let jobs = 0;
  for (let kill = 0; kill < options.kills; kill++) {
    const victim = fork(program, { env: process.env });
    await once(victim, "message");
    const span = {
      count: JOBS_PER_ROUND,
      fromMs: toMs - 4 * DAY_MS,
      toMs: toMs - 60_000,
      seed: options.seed + kill,
    };
    const batch = [...pastJobs(span)];
    await storePastJobs(db(), lessonId, batch);
    jobs += batch.length;
    const failed = batch.flatMap(({ id, status }) => (status === "failed" ? [id] : []));
    await retryJobs(db(), { ids: failed.slice(1), within: Prisma.sql`1 = 1` }, true);
    await pruneFinished(db(), 3 * DAY_MS, random.int(1, 10));
    // No wait for anything: the fault itself comes at a random time.
    await new Promise((resolve) => setTimeout(resolve, random.int(0, MAX_DELAY_MS)));
    victim.kill("SIGKILL");
    await once(victim, "exit");
  }
  const foldedByVictims = await everCreated();
  while ((await db().$transaction((tx) => foldChanges(tx, 1_000))) > 0);
  const folded = await readStored();
  await rebuildRollups(db());
  assert.deepEqual(folded, await readStored(), "the tallies are those of the rows");
  assert.equal(await everCreated(), jobs, "each job was counted once, also those that are gone");
  assert.ok(foldedByVictims > 0, "they were killed at work");
  return { kills: options.kills, jobs, foldedByVictims };
}

/** Tallies of stored jobs, empty ones left out: name of the piece → its counts in a fixed order. */
async function readStored(): Promise<Record<string, string>> {
  const rows = await db().rollup.findMany({ where: { part: "stored", minutes: { gt: 0 } } });
  const named = rows.map(({ minutes, start, tally }): [string, string] => {
    const data = readTally(tally).toData();
    const ordered = Object.entries(data).map(([name, value]) => [
      name,
      typeof value === "object" && !Array.isArray(value) ? Object.entries(value).sort() : value,
    ]);
    const isEmpty = ordered.every(([, value]) => value === 0 || (Array.isArray(value) && value.length === 0));
    return [`${start.toISOString()} ${minutes}`, isEmpty ? "" : JSON.stringify(ordered)];
  });
  return Object.fromEntries(named.filter(([, text]) => text !== "").sort());
}

async function everCreated(): Promise<number> {
  const ever = await db().rollup.findFirst({ where: { part: "ever" } });
  return readTally(ever?.tally).created;
}
