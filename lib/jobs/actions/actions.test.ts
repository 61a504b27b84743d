import { describe, expect, test } from "vitest";
import { type StartActionInput, startActionInput } from "@/lib/contract/bulk-actions";
import { generateInput } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { countJobs } from "@/lib/stats/counts";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenJob, givenLesson, service } from "@/lib/testing/factories";
import { cancelJob } from "../cancel";
import { enqueueJobs } from "../enqueue";
import { getJob } from "../read";
import { retryJob } from "../retry";
import {
  claimAction,
  deferAction,
  hasDueAction,
  holdAction,
  msUntilDueAction,
  pruneActions,
} from "../store/bulk-actions";
import { claimJobs } from "../store/claim-jobs";
import { abortAction } from "./abort-action";
import { listActions, readAction } from "./read-actions";
import { ACTION_LEASE_MS, advanceNextAction } from "./run-action";
import { startAction } from "./start-action";
import { undoAction } from "./undo-action";

setUpTestDatabase();

const MINUTE_MS = 60_000;
const past = () => new Date(Date.now() - MINUTE_MS);
const unexpected = (error: unknown) => {
  throw error;
};

const start = (input: object, caller = service) =>
  startAction(startActionInput.parse(input) satisfies StartActionInput, caller);
const read = async (id: string) => (await readAction(id, { limit: 100 }, service)).action;
const runAll = async () => {
  while (await advanceNextAction(unexpected));
};

async function givenJobs(count: number): Promise<{ lesson: string; ids: string[] }> {
  const lesson = await givenLesson();
  const inputs = Array.from({ length: count }, () => generateInput.parse({ lesson_id: lesson }));
  const ids = await enqueueJobs(inputs, service);
  return { lesson, ids: ids.filter((id) => id !== null) };
}

/** As if the time since had passed. */
const expireLease = (id: string) =>
  db().bulkAction.update({ where: { id }, data: { leaseExpiresAt: past() } });
const endHold = (id: string) => db().bulkAction.update({ where: { id }, data: { runAt: past() } });

describe("named jobs", () => {
  test("are cancelled before the answer, and each that was not says why", async () => {
    const mine = await givenLesson({ userId: "teacher-1" });
    const [open, ended] = [await givenJob({ lesson_id: mine }), await givenJob({ lesson_id: mine })];
    const foreign = await givenJob({ lesson_id: await givenLesson({ userId: "teacher-2" }) });
    await cancelJob(ended.job_id, null, service);
    const ids = [open.job_id, ended.job_id, foreign.job_id, "nowhere", open.job_id];
    const teacher = callerWith("teacher", "teacher-1");
    const action = await start({ action: "cancel", job_ids: ids, reason: "Wrong lesson" }, teacher);
    expect(action).toMatchObject({
      state: "completed",
      total: 4,
      done: 4,
      changed: 1,
      skipped: 1,
      failed: 2,
    });
    expect(action).toMatchObject({ can_undo: true, can_abort: false, reason: "Wrong lesson" });
    const { reasons, unchanged_jobs } = await read(action.action_id);
    expect(new Map(unchanged_jobs.map(({ job_id, ...why }) => [job_id, why]))).toEqual(
      new Map([
        [ended.job_id, { outcome: "skipped", reason: "not_allowed_in_state", status: "cancelled" }],
        [foreign.job_id, { outcome: "failed", reason: "job_access_denied", status: null }],
        ["nowhere", { outcome: "failed", reason: "job_not_found", status: null }],
      ]),
    );
    expect(reasons.map(({ count }) => count)).toEqual([1, 1, 1]);
    const seen = await readAction(action.action_id, { limit: 20 }, teacher);
    expect(Object.keys(seen.action.lesson_titles).sort()).toEqual([open.job_id, ended.job_id].sort());
    expect(await getJob(open.job_id, service)).toMatchObject({
      status: "cancelled",
      message: "Wrong lesson",
    });
    expect(await getJob(foreign.job_id, service)).toMatchObject({ status: "pending" });
  });

  test("none of which the caller can see are refused at once", async () => {
    const foreign = await givenJob({ lesson_id: await givenLesson({ userId: "teacher-2" }) });
    const teacher = callerWith("teacher", "teacher-1");
    await expect(start({ action: "cancel", job_ids: [foreign.job_id] }, teacher)).rejects.toMatchObject({
      code: "job_not_found",
    });
    expect(await db().bulkAction.count()).toBe(0);
  });

  test("are retried beyond their limit only when that is forced", async () => {
    const job = await givenJob({ max_retries: 0 });
    await cancelJob(job.job_id, null, service);
    const body = { action: "retry", job_ids: [job.job_id] };
    const refused = await start(body);
    expect(refused).toMatchObject({ changed: 0, skipped: 1 });
    expect((await read(refused.action_id)).reasons).toMatchObject([{ reason: "no_retries_left" }]);
    expect(await start({ ...body, force_retry: true })).toMatchObject({ changed: 1, can_undo: false });
    expect(await getJob(job.job_id, service)).toMatchObject({ status: "pending" });
  });

  test("of more than one batch are left to the workers", async () => {
    const { ids } = await givenJobs(501);
    const action = await start({ action: "cancel", job_ids: ids });
    expect(action).toMatchObject({ state: "scheduled", done: 0 });
    await runAll();
    expect(await read(action.action_id)).toMatchObject({ state: "completed", changed: 501 });
  });
});

describe("all that match", () => {
  test("are those of the start: other jobs and later ones are left alone", async () => {
    const { lesson } = await givenJobs(1_100);
    await givenJobs(3);
    const action = await start({ action: "cancel", filter: { lesson_id: lesson } });
    expect(action).toMatchObject({ state: "scheduled", total: 1_100, total_is_exact: true });
    const later = await givenJob({ lesson_id: lesson });
    // The database's clock has milliseconds, and this test is fast.
    await db().presentationJob.update({
      where: { id: later.job_id },
      data: { createdAt: new Date(Date.now() + MINUTE_MS) },
    });
    await runAll();
    expect(await read(action.action_id)).toMatchObject({ state: "completed", done: 1_100, changed: 1_100 });
    expect(await countJobs(service)).toMatchObject({ cancelled: 1_100, pending: 4 });
  });

  test("keep the end of the asked time when it is earlier", async () => {
    await givenJobs(1);
    const created_before = "2020-01-01T00:00:00.000Z";
    const action = await start({ action: "cancel", filter: { created_before } });
    expect(action).toMatchObject({ total: 0, filter: { created_before } });
    await runAll();
    expect(await read(action.action_id)).toMatchObject({ state: "completed", done: 0, can_undo: false });
  });

  test("that a text filters are found too", async () => {
    const { ids } = await givenJobs(3);
    const action = await start({ action: "cancel", filter: { q: ids[1] } });
    await runAll();
    expect(await read(action.action_id)).toMatchObject({ total: 1, changed: 1 });
    expect(await countJobs(service)).toMatchObject({ cancelled: 1, pending: 2 });
  });
});

describe("a runner that was killed", () => {
  test("is followed by another one behind its last whole batch", async () => {
    const { lesson } = await givenJobs(1_200);
    const { action_id } = await start({ action: "cancel", filter: { lesson_id: lesson } });
    expect(await advanceNextAction(unexpected, 1)).toBe(true);
    expect(await read(action_id)).toMatchObject({ state: "running", done: 500, changed: 500 });
    const dead = await claimAction(db(), ACTION_LEASE_MS);
    expect(dead).toMatchObject({ actionId: action_id });
    // Nobody else may have it while the lease holds.
    expect(await hasDueAction(db())).toBe(false);
    expect(await advanceNextAction(unexpected)).toBe(false);
    expect(await msUntilDueAction(db())).toBeGreaterThan(ACTION_LEASE_MS / 2);
    await expireLease(action_id);
    await runAll();
    expect(await read(action_id)).toMatchObject({ state: "completed", done: 1_200, changed: 1_200 });
    expect(await countJobs(service)).toMatchObject({ cancelled: 1_200, pending: 0 });
    if (dead === null) throw new Error("not claimed");
    expect(await db().$transaction((tx) => holdAction(tx, dead, ACTION_LEASE_MS))).toBe(false);
  });
});

describe("aborting", () => {
  test("stops after the batch in hand; what was cancelled can still be put back", async () => {
    const { lesson } = await givenJobs(700);
    const { action_id } = await start({ action: "cancel", filter: { lesson_id: lesson } });
    await advanceNextAction(unexpected, 1);
    expect(await abortAction(action_id, service)).toMatchObject({ state: "aborted", changed: 500 });
    expect(await advanceNextAction(unexpected)).toBe(false);
    expect(await countJobs(service)).toMatchObject({ cancelled: 500, pending: 200 });
    await expect(abortAction(action_id, service)).rejects.toMatchObject({ code: "action_not_abortable" });
    expect(await undoAction(action_id, service)).toMatchObject({ state: "undone", restored: 500 });
    expect(await countJobs(service)).toMatchObject({ cancelled: 0, pending: 700 });
  });
});

describe("undoing a cancellation", () => {
  test("puts back what it cancelled and nobody has touched since, without a spent retry", async () => {
    const [before, again, retried, kept] = [
      await givenJob(),
      await givenJob(),
      await givenJob(),
      await givenJob({ run_at: new Date(Date.now() + MINUTE_MS).toISOString() }),
    ];
    await cancelJob(before.job_id, "Earlier", service);
    const ids = [before, again, retried, kept].map((job) => job.job_id);
    const { action_id } = await start({ action: "cancel", job_ids: ids });
    await retryJob(again.job_id, true, service);
    await cancelJob(again.job_id, "By somebody else", service);
    await retryJob(retried.job_id, true, service);
    expect(await undoAction(action_id, service)).toMatchObject({ state: "undone", restored: 1, kept: 2 });
    const { run_at, retry_count, max_retries } = kept;
    expect(await getJob(kept.job_id, service)).toMatchObject({
      ...{ status: "pending", run_at, retry_count, max_retries },
      ...{ error_code: null, error_message: null, completed_at: null },
    });
    expect(await getJob(before.job_id, service)).toMatchObject({ status: "cancelled", message: "Earlier" });
    expect(await getJob(again.job_id, service)).toMatchObject({ message: "By somebody else" });
    expect(await getJob(retried.job_id, service)).toMatchObject({ status: "pending", retry_count: 1 });
    const { reasons } = await read(action_id);
    expect(reasons).toContainEqual({
      ...{ outcome: "kept", reason: "changed_since", status: "cancelled" },
      count: 1,
    });
    await expect(undoAction(action_id, service)).rejects.toMatchObject({ code: "action_not_undoable" });
  });

  test("lets a job that ran wait again; its attempt stays in the history", async () => {
    const job = await givenJob();
    await db().$transaction((tx) => claimJobs(tx, { workerId: "worker-1", limit: 1, leaseMs: MINUTE_MS }));
    const { action_id } = await start({ action: "cancel", job_ids: [job.job_id] });
    await undoAction(action_id, service);
    expect(await getJob(job.job_id, service)).toMatchObject({
      ...{ status: "pending", retry_count: 0, started_at: null, worker_id: null, progress: 0 },
    });
    expect(await db().jobAttempt.findMany()).toMatchObject([{ outcome: "cancelled" }]);
  });

  test("works while it runs: what is left is not cancelled any more", async () => {
    const { lesson } = await givenJobs(1_100);
    const { action_id } = await start({ action: "cancel", filter: { lesson_id: lesson } });
    await advanceNextAction(unexpected, 2);
    expect(await undoAction(action_id, service)).toMatchObject({ state: "undoing", changed: 1_000 });
    await runAll();
    expect(await read(action_id)).toMatchObject({ state: "undone", restored: 1_000, kept: 0 });
    expect(await countJobs(service)).toMatchObject({ cancelled: 0, pending: 1_100 });
  });

  test("is refused when its time is over, and for a retry", async () => {
    const job = await givenJob();
    const { action_id } = await start({ action: "cancel", job_ids: [job.job_id] });
    await db().bulkAction.update({ where: { id: action_id }, data: { undoUntil: past() } });
    expect(await read(action_id)).toMatchObject({ can_undo: false });
    await expect(undoAction(action_id, service)).rejects.toMatchObject({ code: "action_not_undoable" });
    const retry = await start({ action: "retry", job_ids: [job.job_id] });
    await expect(undoAction(retry.action_id, service)).rejects.toMatchObject({ code: "action_not_undoable" });
    expect(await countJobs(service)).toMatchObject({ pending: 1, cancelled: 0 });
  });
});

describe("a deletion", () => {
  test("is held, and when it is undone it never begins", async () => {
    const job = await givenJob();
    await cancelJob(job.job_id, null, service);
    const action = await start({ action: "delete", job_ids: [job.job_id] });
    expect(action).toMatchObject({ state: "scheduled", can_undo: true, undo_until: action.run_at });
    expect(Date.parse(action.run_at) - Date.parse(action.created_at)).toBe(30_000);
    expect(await advanceNextAction(unexpected)).toBe(false);
    expect(await msUntilDueAction(db())).toBeGreaterThan(20_000);
    expect(await undoAction(action.action_id, service)).toMatchObject({ state: "undone", changed: 0 });
    await endHold(action.action_id);
    expect(await advanceNextAction(unexpected)).toBe(false);
    expect(await msUntilDueAction(db())).toBeNull();
    expect(await getJob(job.job_id, service)).toMatchObject({ status: "cancelled" });
  });

  test("runs when its time has come, and is then for good", async () => {
    const [job, open] = [await givenJob(), await givenJob()];
    await cancelJob(job.job_id, null, service);
    const { action_id } = await start({ action: "delete", job_ids: [job.job_id, open.job_id] });
    await endHold(action_id);
    await runAll();
    expect(await read(action_id)).toMatchObject({
      state: "completed",
      changed: 1,
      skipped: 1,
      can_undo: false,
    });
    await expect(getJob(job.job_id, service)).rejects.toMatchObject({ code: "job_not_found" });
    await expect(undoAction(action_id, service)).rejects.toMatchObject({ code: "action_not_undoable" });
  });

  test("that is aborted while it is held does not begin", async () => {
    const job = await givenJob();
    await cancelJob(job.job_id, null, service);
    const { action_id } = await start({ action: "delete", job_ids: [job.job_id] });
    expect(await abortAction(action_id, service)).toMatchObject({ state: "aborted", can_undo: false });
    await endHold(action_id);
    expect(await advanceNextAction(unexpected)).toBe(false);
  });
});

test("a batch that is refused is tried again later, and given up after some times", async () => {
  const { lesson } = await givenJobs(2);
  const { action_id } = await start({ action: "cancel", filter: { lesson_id: lesson } });
  // A cursor that the list does not take stands for whatever a batch may always fail at.
  await db().bulkAction.update({ where: { id: action_id }, data: { cursor: "broken" } });
  const refused: string[] = [];
  for (let tries = 1; tries <= 5; tries++) {
    expect(await advanceNextAction((_error, id) => refused.push(id))).toBe(true);
    expect(await hasDueAction(db())).toBe(false);
    if (tries < 5) expect(await read(action_id)).toMatchObject({ state: "running" });
    await expireLease(action_id);
  }
  expect(refused).toEqual(Array(5).fill(action_id));
  const { error_message, ...failed } = await read(action_id);
  expect(failed).toMatchObject({ state: "failed", changed: 0, can_undo: false });
  expect(error_message).toContain("refused");
  expect(await advanceNextAction(unexpected)).toBe(false);
});

test("a batch that the database was too busy for is tried again later, and is no failed try", async () => {
  const { lesson } = await givenJobs(2);
  const { action_id } = await start({ action: "cancel", filter: { lesson_id: lesson } });
  const lease = await claimAction(db(), MINUTE_MS, action_id);
  if (!lease) throw new Error("The action was not due");
  await deferAction(db(), lease, { message: "The database is locked", ms: MINUTE_MS, isCounted: false });
  expect(await hasDueAction(db())).toBe(false);
  const { tries } = await db().bulkAction.findUniqueOrThrow({ where: { id: action_id } });
  expect(tries).toBe(0);
  await expireLease(action_id);
  await runAll();
  expect(await read(action_id)).toMatchObject({ state: "completed", changed: 2, error_message: null });
});

test("teachers see and stop their own actions only", async () => {
  const lesson = await givenLesson({ userId: "teacher-1" });
  const job = await givenJob({ lesson_id: lesson });
  const [owner, other] = [callerWith("teacher", "teacher-1"), callerWith("teacher", "teacher-2")];
  const { action_id } = await start({ action: "cancel", job_ids: [job.job_id] }, owner);
  for (const attempt of [undoAction, abortAction]) {
    await expect(attempt(action_id, other)).rejects.toMatchObject({ code: "action_not_found" });
  }
  expect((await listActions({ limit: 20 }, other)).actions).toEqual([]);
  expect((await listActions({ limit: 20 }, owner)).actions).toMatchObject([{ action_id }]);
  expect(await undoAction(action_id, owner)).toMatchObject({ state: "undone" });
});

test("the list and the jobs that were not changed come page by page", async () => {
  const job = await givenJob();
  const missing = Array.from({ length: 5 }, (_, index) => `missing-${index}`);
  const started: string[] = [];
  for (let count = 0; count < 3; count++) {
    const { action_id } = await start({ action: "cancel", job_ids: [job.job_id, ...missing] });
    started.push(action_id);
  }
  const first = await listActions({ limit: 2 }, service);
  const second = await listActions({ limit: 2, cursor: first.nextCursor ?? "" }, service);
  expect(first.total).toBe(3);
  const listed = [...first.actions, ...second.actions].map((action) => action.action_id);
  expect([...listed].sort()).toEqual(started.sort());
  expect(second.nextCursor).toBeNull();

  const { action, nextCursor, total } = await readAction(listed[2] ?? "", { limit: 4 }, service);
  const rest = await readAction(listed[2] ?? "", { limit: 4, cursor: nextCursor ?? "" }, service);
  expect(total).toBe(action.skipped + action.failed);
  const jobs = [...action.unchanged_jobs, ...rest.action.unchanged_jobs].map((each) => each.job_id);
  expect(jobs.filter((id) => id.startsWith("missing"))).toEqual(missing);
  expect(rest.nextCursor).toBeNull();
});

test("start, abort, undo and end are in the audit log, with the reason and the person", async () => {
  const person = callerWith("operator");
  const [job, others] = [await givenJob(), await givenJobs(2)];
  const one = await start({ action: "cancel", job_ids: [job.job_id], reason: "Typo" }, person);
  await undoAction(one.action_id, person);
  const many = await start(
    { action: "cancel", filter: { lesson_id: others.lesson }, reason: "Clean-up" },
    person,
  );
  await abortAction(many.action_id, person);
  const entries = await db().auditEntry.findMany({
    where: { actorId: person.userId },
    orderBy: { id: "asc" },
  });
  expect(entries.map(({ action, targetType, targetId }) => [action, targetType, targetId])).toEqual([
    ["action.start", "job", job.job_id],
    ["action.end", "job", job.job_id],
    ["action.undo", "job", job.job_id],
    ["action.end", "job", job.job_id],
    ["action.start", "action", many.action_id],
    ["action.abort", "action", many.action_id],
  ]);
  expect(JSON.parse(entries[4]?.details ?? "")).toMatchObject({
    ...{ action: "cancel", reason: "Clean-up", total: 2, filter: { lesson_id: others.lesson } },
  });
});

test("what an undo needed is forgotten when its time is over, and the action after its age", async () => {
  const { ids } = await givenJobs(3);
  const { action_id } = await start({ action: "cancel", job_ids: [...ids, "missing"] });
  expect(await pruneActions(db(), MINUTE_MS, 500)).toBe(0);
  await db().bulkAction.update({ where: { id: action_id }, data: { undoUntil: past() } });
  expect(await pruneActions(db(), 60 * MINUTE_MS, 2)).toBe(2);
  expect(await pruneActions(db(), 60 * MINUTE_MS, 2)).toBe(1);
  expect(await db().bulkActionItem.findMany()).toMatchObject([{ jobId: "missing" }]);
  await db().bulkAction.update({ where: { id: action_id }, data: { endedAt: new Date(0) } });
  expect(await pruneActions(db(), MINUTE_MS, 500)).toBe(1);
  expect(await db().bulkActionItem.count()).toBe(0);
});
