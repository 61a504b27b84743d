/** The commands of the property test: each does the same to the model and to the database, and compares what both answer. */
import fc from "fast-check";
import { expect } from "vitest";
import { db } from "@/lib/db/client";
import { givenJob, givenLesson, service } from "@/lib/testing/factories";
import { cancelJob } from "../cancel";
import type { JobError } from "../failure";
import { retryJob } from "../retry";
import { noStages } from "../stages";
import { type JobPriority, jobPriorities, priorityRank } from "../state";
import { claimJobs } from "../store/claim-jobs";
import { pauseQueue, resumeQueue } from "../store/control";
import { promoteWaiting, pruneFinished } from "../store/housekeeping";
import { renewLeases, writeProgress } from "../store/leases";
import { reapExpired } from "../store/reap-expired";
import { type Settlement, settleJobs } from "../store/settle-jobs";
import type { Model, ModelEnd, ModelJob } from "./lifecycle-model";
import * as lifecycle from "./lifecycle-model";

/** What stands beside the model on the real side: every lease that was ever given out, also those that are lost. */
export type Real = { lessonId: string; leases: { jobId: string; attempt: number; token: string }[] };

const LEASE_MS = 60_000;
const HOUR_MS = 3_600_000;
const AGEING_STEP_MS = 1_000;
const BATCH = 100;

type Run = (model: Model, real: Real) => Promise<void>;

/** A command that runs `run`, then compares every row. */
class Command implements fc.AsyncCommand<Model, Real> {
  constructor(
    private readonly text: string,
    private readonly act: Run,
  ) {}

  check(): boolean {
    return true;
  }

  async run(model: Model, real: Real): Promise<void> {
    await this.act(model, real);
    await expectSameRows(model);
  }

  toString(): string {
    return this.text;
  }
}

/** Which job, whichever there are: a number that is cut to their count. */
const whichever = fc.nat(1_000);
const pickJob = (model: Model, which: number): ModelJob | undefined =>
  [...model.jobs.values()][which % Math.max(model.jobs.size, 1)];

const error = (timedOut: boolean): JobError => ({
  code: "internal_error",
  message: "It broke",
  retryable: true,
  timedOut,
  stack: null,
  details: null,
});

function settlementOf(end: ModelEnd, lease: Settlement["lease"]): Settlement {
  const common = { lease, stages: noStages() };
  switch (end.kind) {
    case "completed":
      return { ...common, kind: "completed", message: "Done", result: {}, deck: null };
    case "requeued":
      return { ...common, kind: "requeued", error: error(end.timedOut), delayMs: end.delayed ? HOUR_MS : 0 };
    case "ended":
      return {
        ...common,
        kind: "ended",
        status: end.timedOut ? "timeout" : "failed",
        error: error(end.timedOut),
      };
    case "released":
      return { ...common, kind: "released", delayMs: 0 };
    default:
      return end satisfies never;
  }
}

const create =
  (priority: JobPriority, maxRetries: number, later: boolean): Run =>
  async (model, real) => {
    const run_at = later ? { run_at: new Date(Date.now() + HOUR_MS).toISOString() } : {};
    const { job_id } = await givenJob({
      lesson_id: real.lessonId,
      priority,
      max_retries: maxRetries,
      ...run_at,
    });
    const row = await db().presentationJob.findUniqueOrThrow({ where: { id: job_id } });
    model.jobs.set(job_id, {
      id: job_id,
      status: "pending",
      priority,
      rank: priorityRank[priority],
      createdAt: row.createdAt.getTime(),
      due: !later,
      aged: false,
      retries: 0,
      maxRetries,
      progress: 0,
      worker: null,
      errorCode: null,
      completed: false,
      attempts: [],
    });
  };

const claim =
  (limit: number, workerId: string): Run =>
  async (model, real) => {
    const claimed = await db().$transaction((tx) => claimJobs(tx, { workerId, limit, leaseMs: LEASE_MS }));
    expect(claimed.map((job) => job.id)).toEqual(lifecycle.claim(model, limit, workerId));
    for (const job of claimed) {
      const attempt = model.jobs.get(job.id)?.attempts.length ?? 0;
      real.leases.push({ jobId: job.id, attempt, token: job.lease_token });
    }
  };

/** Acts with any lease that was ever given out; most are lost by then. The newest are the likeliest to hold. */
const withLease =
  (which: number, act: (job: ModelJob, lease: Real["leases"][number]) => Promise<void>): Run =>
  async (model, real) => {
    const lease = real.leases.at(-1 - (which % Math.max(real.leases.length, 1)));
    const job = lease && model.jobs.get(lease.jobId);
    if (job) await act(job, lease);
  };

const settle = (which: number, end: ModelEnd) =>
  withLease(which, async (job, { jobId, attempt, token }) => {
    const won = await db().$transaction((tx) => settleJobs(tx, [settlementOf(end, { jobId, token })]));
    expect(won.has(token)).toBe(lifecycle.settle(job, attempt, end));
  });

const heartbeat = (which: number) =>
  withLease(which, async (job, lease) => {
    const renewed = await renewLeases(db(), [lease], LEASE_MS);
    expect(renewed.has(lease.token)).toBe(lifecycle.holds(job, lease.attempt));
  });

const progress = (which: number, percent: number) =>
  withLease(which, async (job, lease) => {
    const report = { progress: percent, message: "Working", stages: noStages() };
    const holds = lifecycle.holds(job, lease.attempt);
    expect(await writeProgress(db(), lease, report)).toBe(holds);
    if (holds) job.progress = percent;
  });

const took = (act: Promise<unknown>) =>
  act.then(
    () => true,
    (refusal: { code?: string }) => {
      expect(["job_not_cancellable", "job_not_retryable"]).toContain(refusal.code);
      return false;
    },
  );

const withJob =
  (which: number, act: (job: ModelJob) => Promise<void>): Run =>
  async (model) => {
    const job = pickJob(model, which);
    if (job) await act(job);
  };

const cancel = (which: number) =>
  withJob(which, async (job) => {
    expect(await took(cancelJob(job.id, null, service))).toBe(lifecycle.cancel(job));
  });

const retry = (which: number, force: boolean) =>
  withJob(which, async (job) => {
    expect(await took(retryJob(job.id, force, service))).toBe(lifecycle.retry(job, force));
  });

/** Some leases run out, and a sweep comes; then another, which finds nothing. */
const expireAndReap =
  (which: number[]): Run =>
  async (model) => {
    const jobs = new Set(which.flatMap((each) => pickJob(model, each) ?? []));
    const expired = [...jobs].filter((job) => job.status === "running");
    await db().presentationJob.updateMany({
      where: { id: { in: expired.map((job) => job.id) } },
      data: { leaseExpiresAt: new Date(Date.now() - HOUR_MS) },
    });
    for (const job of expired) lifecycle.reap(job);
    const { requeued, failed } = await db().$transaction((tx) => reapExpired(tx, BATCH));
    const withStatus = (status: string) =>
      expired.filter((job) => job.status === status).map((job) => job.id);
    expect(new Set(requeued)).toEqual(new Set(withStatus("pending")));
    expect(new Set(failed)).toEqual(new Set(withStatus("failed")));
    expect(await db().$transaction((tx) => reapExpired(tx, BATCH))).toEqual({ requeued: [], failed: [] });
  };

/** Hours pass for one job that waits: its times are moved, nobody waits. */
const pass = (which: number) =>
  withJob(which, async (job) => {
    if (job.status !== "pending") return;
    job.createdAt -= 2 * HOUR_MS;
    Object.assign(job, { due: true, aged: true });
    await db().presentationJob.update({
      where: { id: job.id },
      data: { createdAt: new Date(job.createdAt), runAt: new Date(Date.now() - 2 * HOUR_MS) },
    });
  });

const promote: Run = async (model) => {
  await promoteWaiting(db(), AGEING_STEP_MS * 600, BATCH);
  lifecycle.promote(model);
};

/** Some jobs ended long ago. */
const prune =
  (which: number[]): Run =>
  async (model) => {
    const old = new Set(which.flatMap((each) => pickJob(model, each)?.id ?? []));
    const ended = [...old].filter((id) => !["pending", "running"].includes(model.jobs.get(id)?.status ?? ""));
    await db().presentationJob.updateMany({
      where: { id: { in: ended } },
      data: { completedAt: new Date(Date.now() - 2 * HOUR_MS) },
    });
    expect((await pruneFinished(db(), HOUR_MS, BATCH)).jobs).toBe(ended.length);
    for (const id of ended) model.jobs.delete(id);
  };

const setPaused =
  (paused: boolean): Run =>
  async (model) => {
    if (paused) await pauseQueue(db(), { reason: "Test", by: "test", resumeAtMs: null });
    else await resumeQueue(db());
    model.paused = paused;
  };

async function expectSameRows(model: Model): Promise<void> {
  const rows = await db().presentationJob.findMany({
    include: { attempts: { orderBy: { attempt: "asc" } } },
  });
  const real = new Map(
    rows.map((row) => [
      row.id,
      {
        status: row.status,
        rank: row.priorityRank,
        retries: row.retryCount,
        maxRetries: row.maxRetries,
        progress: row.progress,
        worker: row.status === "running" ? row.workerId : null,
        errorCode: row.errorCode,
        ended: row.completedAt !== null,
        leased: row.leaseToken !== null && row.leaseExpiresAt !== null,
        attempts: row.attempts.map((attempt) => attempt.outcome),
        numbers: row.attempts.map((attempt) => attempt.attempt),
      },
    ]),
  );
  const expected = new Map(
    [...model.jobs.values()].map((job) => [
      job.id,
      {
        status: job.status,
        rank: job.rank,
        retries: job.retries,
        maxRetries: job.maxRetries,
        progress: job.progress,
        worker: job.status === "running" ? job.worker : null,
        errorCode: job.errorCode,
        ended: !["pending", "running"].includes(job.status),
        leased: job.status === "running",
        attempts: job.attempts,
        numbers: job.attempts.map((_, index) => index + 1),
      },
    ]),
  );
  expect(real).toEqual(expected);
}

/** An empty model, and a lesson for its jobs. */
export async function startLifecycle(): Promise<{ model: Model; real: Real }> {
  await resumeQueue(db());
  await db().presentationJob.deleteMany();
  return { model: { jobs: new Map(), paused: false }, real: { lessonId: await givenLesson(), leases: [] } };
}

const some = fc.array(whichever, { minLength: 1, maxLength: 3 });
const recent = fc.nat(5);
const yesOrNo = fc.boolean();
const command = <T extends unknown[]>(
  name: string,
  make: (...args: T) => Run,
  ...args: { [K in keyof T]: fc.Arbitrary<T[K]> }
): fc.Arbitrary<fc.AsyncCommand<Model, Real>> =>
  fc.tuple<T>(...args).map((values) => new Command(`${name}(${JSON.stringify(values)})`, make(...values)));

const end: fc.Arbitrary<ModelEnd> = fc.oneof(
  fc.record({ kind: fc.constant("completed" as const) }),
  fc.record({ kind: fc.constant("requeued" as const), timedOut: yesOrNo, delayed: yesOrNo }),
  fc.record({ kind: fc.constant("ended" as const), timedOut: yesOrNo }),
  fc.record({ kind: fc.constant("released" as const) }),
);

export const lifecycleCommands: fc.Arbitrary<fc.AsyncCommand<Model, Real>>[] = [
  command("create", create, fc.constantFrom(...jobPriorities), fc.nat(2), yesOrNo),
  command("create", create, fc.constantFrom(...jobPriorities), fc.nat(2), fc.constant(false)),
  command("claim", claim, fc.integer({ min: 1, max: 3 }), fc.constantFrom("worker-a", "worker-b")),
  command("claim", claim, fc.integer({ min: 1, max: 3 }), fc.constantFrom("worker-a", "worker-b")),
  command("settle", settle, recent, end),
  command("settle", settle, recent, end),
  command("settle", settle, whichever, end),
  command("heartbeat", heartbeat, recent),
  command("progress", progress, recent, fc.integer({ min: 0, max: 100 })),
  command("cancel", cancel, whichever),
  command("retry", retry, whichever, yesOrNo),
  command("expireAndReap", expireAndReap, some),
  command("pass", pass, whichever),
  fc.constant(new Command("promote", promote)),
  command("prune", prune, some),
  command("setPaused", setPaused, fc.constant(false)),
  command("setPaused", setPaused, yesOrNo),
];
