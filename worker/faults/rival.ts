/** One of several processes that do things to the same jobs at the same time. It obeys its parent and tells what took effect. */
import { randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import { cancelJob } from "@/lib/jobs/cancel";
import { retryJob } from "@/lib/jobs/retry";
import { claimJobs } from "@/lib/jobs/store/claim-jobs";
import type { Lease } from "@/lib/jobs/store/leases";
import { reapExpired } from "@/lib/jobs/store/reap-expired";
import { type Settlement, settleJobs } from "@/lib/jobs/store/settle-jobs";
import { service } from "@/lib/testing/factories";
import { Random } from "@/lib/testing/random";

export type RivalCommand =
  | { kind: "claim"; limit: number }
  /** Completes claimed jobs one by one, in this order. */
  | { kind: "complete"; jobIds: string[] }
  /** Does `steps` random things to `jobIds`. */
  | { kind: "act"; jobIds: string[]; steps: number; seed: number };

/** What changed a job, as the statement's own answer says. */
export type Win = {
  jobId: string;
  what:
    | "claimed"
    | "completed"
    | "requeued"
    | "ended"
    | "released"
    | "cancelled"
    | "retried"
    | "orphaned"
    | "failed";
};

/** A worker would die here; the lease is long enough for any test. */
const LEASE_MS = 600_000;
const workerId = `rival-${process.pid}`;
const leases = new Map<string, Lease & { lessonId: string }>();

async function claim(limit: number): Promise<Win[]> {
  const claimed = await db().$transaction((tx) => claimJobs(tx, { workerId, limit, leaseMs: LEASE_MS }));
  return claimed.map(({ id, lease_token, lesson_id }) => {
    leases.set(id, { jobId: id, token: lease_token, lessonId: lesson_id });
    return { jobId: id, what: "claimed" };
  });
}

type End = "completed" | "requeued" | "ended" | "released";

function settlementOf(kind: End, { lessonId, ...lease }: Lease & { lessonId: string }): Settlement {
  const common = { lease, stages: null };
  const error = {
    code: "internal_error",
    message: "It broke",
    retryable: true,
    timedOut: false,
    stack: null,
    details: null,
  };
  switch (kind) {
    case "completed": {
      const deck = {
        presentationId: randomUUID(),
        lessonId,
        lessonRevision: 1,
        style: "default",
        title: "Raced",
        language: "en",
        totalSlides: 1,
        totalDurationMinutes: null,
        content: "{}",
        files: [],
      };
      return { ...common, kind, message: "1 slide", result: {}, deck };
    }
    case "requeued":
      return { ...common, kind, error, delayMs: 0 };
    case "ended":
      return { ...common, kind, status: "failed", error };
    case "released":
      return { ...common, kind, delayMs: 0 };
    default:
      return kind satisfies never;
  }
}

/** Also tries with a lease that is lost: that is the race. */
async function settle(kind: End, jobId: string): Promise<Win[]> {
  const lease = leases.get(jobId);
  if (!lease) return [];
  leases.delete(jobId);
  const won = await db().$transaction((tx) => settleJobs(tx, [settlementOf(kind, lease)]));
  return won.has(lease.token) ? [{ jobId, what: kind }] : [];
}

/** All running jobs lose their workers at once. */
async function expireAndReap(): Promise<Win[]> {
  await db().presentationJob.updateMany({
    where: { status: "running" },
    data: { leaseExpiresAt: new Date(0) },
  });
  const { requeued, failed } = await db().$transaction((tx) => reapExpired(tx, 3));
  return [
    ...requeued.map((jobId): Win => ({ jobId, what: "orphaned" })),
    ...failed.map((jobId): Win => ({ jobId, what: "failed" })),
  ];
}

/** A refusal is the race lost. */
const tried = (what: Win["what"], jobId: string, act: Promise<unknown>): Promise<Win[]> =>
  act.then(
    () => [{ jobId, what }],
    (error: unknown) => {
      if (error instanceof Error && error.name === "AppError") return [];
      throw error;
    },
  );

async function actAtRandom(jobIds: readonly string[], steps: number, random: Random): Promise<Win[]> {
  const wins: Win[] = [];
  for (let step = 0; step < steps; step++) {
    const jobId = random.pick(jobIds);
    const held = [...leases.keys()];
    const settleHeld = async (kind: End) => (held.length > 0 ? settle(kind, random.pick(held)) : []);
    // Few completions: a completed job can be fought for no more. Many expiries: late writes are what must fail.
    const acts = [
      () => claim(random.int(1, 3)),
      () => claim(random.int(1, 3)),
      () => claim(random.int(1, 3)),
      () => settleHeld("requeued"),
      () => settleHeld("released"),
      () => settleHeld(random.next() < 0.1 ? "completed" : "ended"),
      () => expireAndReap(),
      () => expireAndReap(),
      () => tried("retried", jobId, retryJob(jobId, random.next() < 0.7, service)),
      () => tried("retried", jobId, retryJob(jobId, random.next() < 0.7, service)),
      () => tried("cancelled", jobId, cancelJob(jobId, null, service)),
    ];
    wins.push(...(await random.pick(acts)()));
  }
  return wins;
}

async function obey(command: RivalCommand): Promise<Win[]> {
  switch (command.kind) {
    case "claim":
      return claim(command.limit);
    case "complete": {
      const wins: Win[] = [];
      for (const jobId of command.jobIds) wins.push(...(await settle("completed", jobId)));
      return wins;
    }
    case "act":
      return actAtRandom(command.jobIds, command.steps, new Random(command.seed));
    default:
      return command satisfies never;
  }
}

process.on("message", (command: RivalCommand) => {
  obey(command).then(
    (wins) => process.send?.(wins),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      process.exit(1);
    },
  );
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
