/** What must be true of every job and its attempts whatever happened; read from the rows and the files themselves. */
import { strict as assert } from "node:assert";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { db } from "@/lib/db/client";
import { absoluteExportPath, exportsFolder, isContentName, pendingFolder } from "@/lib/decks/files/paths";
import { finalStatuses, isFinal, type JobStatus } from "@/lib/jobs/state";
import { until } from "@/lib/testing/until";
import { fileContents } from "./scripted-thread";

export type Tally = Record<JobStatus, number>;

/** Waits until no job is pending or running. */
export async function allJobsEnded(): Promise<void> {
  await until(async () => {
    const open = await db().presentationJob.count({ where: { status: { notIn: [...finalStatuses] } } });
    return open === 0 || null;
  });
}

/**
 * Checks all jobs: attempts numbered without a gap, one after the other and ended, a completed job completed by exactly one of them (its last), the
 * deck of that one and no other visible, every visible file whole and its own attempt's.
 * @param acknowledged ids of jobs that must exist
 * @param clock "jumped": the times of the rows say nothing about their order
 * @returns how many jobs are in each state
 * @throws AssertionError that names the job
 */
export async function checkHistory(
  acknowledged: readonly string[],
  clock: "steady" | "jumped" = "steady",
): Promise<Tally> {
  // Read apart and put together here: an `include` would send one parameter per job, and databases limit those.
  const jobs = await db().presentationJob.findMany();
  const attempts = groupBy(
    await db().jobAttempt.findMany({ orderBy: { attempt: "asc" } }),
    ({ jobId }) => jobId,
  );
  const known = new Set(jobs.map((job) => job.id));
  assert.deepEqual(
    acknowledged.filter((id) => !known.has(id)),
    [],
    "acknowledged jobs are stored",
  );
  const tally: Tally = { pending: 0, running: 0, completed: 0, failed: 0, cancelled: 0, timeout: 0 };
  const visible: string[] = [];
  for (const job of jobs) {
    const status = job.status as JobStatus;
    tally[status]++;
    const history = attempts.get(job.id) ?? [];
    const outcomes = history.map((attempt) => attempt.outcome);
    const where = `job ${job.id} is ${status}: ${outcomes.join(", ")}`;
    assert.deepEqual(
      history.map((attempt) => attempt.attempt),
      outcomes.map((_, index) => index + 1),
      where,
    );
    assert.equal(job.attempt, outcomes.length, where);
    const runningAttempts = status === "running" ? 1 : 0;
    assert.equal(outcomes.filter((outcome) => outcome === "running").length, runningAttempts, where);
    assert.ok(
      history.every(({ outcome, endedAt }) => (outcome === "running") === (endedAt === null)),
      where,
    );
    assert.ok(
      clock === "jumped" ||
        history.every(({ startedAt }, index) => startedAt >= (history[index - 1]?.endedAt ?? startedAt)),
      `${where}: an attempt ends before the next begins`,
    );
    const completions = status === "completed" ? [outcomes.length - 1] : [];
    assert.deepEqual(
      outcomes.flatMap((outcome, index) => (outcome === "completed" ? [index] : [])),
      completions,
      where,
    );
    assert.equal(isFinal(status), job.completedAt !== null, where);
    assert.equal(status === "completed", job.presentationId !== null, where);
    if (job.presentationId) visible.push(job.presentationId);
  }
  await checkDecks(visible);
  return tally;
}

async function checkDecks(visible: readonly string[]): Promise<void> {
  const decks = (await db().presentation.findMany({ select: { id: true } })).map(({ id }) => id);
  assert.deepEqual(decks.sort(), [...visible].sort(), "decks are those of completed jobs");
  const files = await db().exportFile.findMany();
  for (const { presentationId, path: relative, sizeBytes } of files) {
    const bytes = await readFile(absoluteExportPath(relative));
    assert.ok(bytes.equals(fileContents(presentationId, sizeBytes)), `file ${relative} is whole and its own`);
  }
  const known = new Set(files.map(({ sha256 }) => sha256));
  for (const name of await filesIn(pendingFolder())) known.add(name);
  // Of decks that an earlier test has deleted: the next clean-up's.
  for (const { path: dropped } of await db().droppedFile.findMany()) known.add(path.basename(dropped));
  for (const name of (await filesIn(exportsFolder())).filter(isContentName))
    assert.ok(known.has(name), `file ${name} is a deck's, an attempt's or the next clean-up's`);
}

/** Names of the files in a folder and the folders in it. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
