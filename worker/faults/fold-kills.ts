/** `kill -9` on the process that folds changes into rollups, at random moments, while jobs come, end, are retried and deleted. */
import { strict as assert } from "node:assert";
import { fork } from "node:child_process";
import { once } from "node:events";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/generated/prisma/client";
import { retryJobs } from "@/lib/jobs/store/act-on-jobs";
import { pruneFinished } from "@/lib/jobs/store/housekeeping";
import { foldAll } from "@/lib/stats/rollups/fold-waiting";
import { rebuildRollups } from "@/lib/stats/rollups/rebuild";
import { readTally } from "@/lib/stats/rollups/store";
import { bundle } from "@/lib/testing/bundle";
import { givenLesson } from "@/lib/testing/factories";
import { type PastJob, pastJobs, storePastJobs } from "@/lib/testing/history";
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
  const history = new Map<string, PastJob>();
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
    const retried = batch.filter(({ status }) => status === "failed").slice(1);
    const ids = retried.map(({ id }) => id);
    await retryJobs(db(), { ids, within: Prisma.sql`1 = 1` }, true);
    for (const job of batch) history.set(job.id, job);
    for (const job of retried) history.set(job.id, { ...job, status: "pending", ended_ms: null });
    await pruneFinished(db(), 3 * DAY_MS, random.int(1, 10));
    // No wait for anything: the fault itself comes at a random time.
    await new Promise((resolve) => setTimeout(resolve, random.int(0, MAX_DELAY_MS)));
    victim.kill("SIGKILL");
    await once(victim, "exit");
  }
  const foldedByVictims = await everCreated();
  await foldAll(db());
  const folded = await readStored();
  await compareWithRows([...history.values()]);
  await rebuildRollups(db());
  assert.deepEqual(folded, await readStored(), "the tallies are those of the rows");
  assert.equal(await everCreated(), history.size, "each job was counted once, also those that are gone");
  assert.ok(foldedByVictims > 0, "they were killed at work");
  return { kills: options.kills, jobs: history.size, foldedByVictims };
}

/** Counts by piece and part without the product's code: of stored and of removed jobs, and of all time. */
async function compareWithRows(history: readonly PastJob[]): Promise<void> {
  const rows = await db().presentationJob.findMany({ select: { id: true, status: true } });
  const states = new Map(rows.map(({ id, status }) => [id, status]));
  const expected: Counts = {};
  for (const job of history) {
    const part = states.has(job.id) ? "stored" : "removed";
    assert.equal(states.get(job.id) ?? job.status, job.status, "the history is that of the rows");
    for (const minutes of [1, 5, 60]) {
      count(expected, nameAt(job.created_ms, minutes, part), "created");
      if (job.ended_ms !== null) count(expected, nameAt(job.ended_ms, minutes, part), job.status);
    }
    if (part === "removed") continue;
    count(expected, "all time, stored", "created");
    if (job.ended_ms !== null) count(expected, "all time, stored", job.status);
  }
  const told: Counts = {};
  const tallies = await db().rollup.findMany({ where: { part: { in: ["stored", "removed"] } } });
  for (const { minutes, start, part, tally } of tallies) {
    const { created, outcomes } = readTally(tally).toData();
    const name = minutes === 0 ? `all time, ${part}` : nameAt(start.getTime(), minutes, part);
    for (const [word, number] of Object.entries({ created, ...outcomes })) count(told, name, word, number);
  }
  assert.ok(states.size < history.length, "some are gone");
  assert.deepEqual(told, expected, "what is stored, what is removed and the states are counted right");
}

type Counts = Record<string, Record<string, number>>;

const nameAt = (atMs: number, minutes: number, part: string) =>
  `${new Date(Math.floor(atMs / 60_000 / minutes) * minutes * 60_000).toISOString()} ${minutes} ${part}`;

function count(counts: Counts, name: string, word: string, number = 1): void {
  if (number === 0) return;
  const words = counts[name] ?? {};
  words[word] = (words[word] ?? 0) + number;
  counts[name] = words;
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
