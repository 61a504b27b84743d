/** What tests of the alerts need: a watch that tells a real receiver, rules as they want them, and jobs that something is wrong with. */
import { mkdir } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { AlertWatch } from "@/lib/alerts/alert-watch";
import type { Channels } from "@/lib/alerts/channels/channels";
import { postWebhook } from "@/lib/alerts/channels/webhook";
import { alertHistory } from "@/lib/alerts/history";
import { changeRule } from "@/lib/alerts/manage-rules";
import { readAlerts } from "@/lib/alerts/read-alerts";
import { config } from "@/lib/config";
import { type AlertKind, alertKinds } from "@/lib/contract/alert-rules";
import { alertRuleChange } from "@/lib/contract/alerts";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import type { JobError } from "@/lib/jobs/failure";
import { noStages } from "@/lib/jobs/stages";
import { claimJobs } from "@/lib/jobs/store/claim-jobs";
import { type Settlement, settleJobs } from "@/lib/jobs/store/settle-jobs";
import { logger } from "@/lib/log";
import { AlertReceiver } from "./alert-receiver";
import { setUpTestDatabase } from "./database";
import { givenJob, service } from "./factories";

export const MINUTE_MS = 60_000;

/** Filled before the tests of a file begin. */
export type Watched = { watch: AlertWatch; receiver: AlertReceiver; channels: Channels };

export const watchWith = (channels: Channels) => new AlertWatch(config(), logger("alerts"), channels);

/** An empty database before each test, a watch that has not looked yet, and a receiver that was told nothing. */
export function setUpAlerts(env: Record<string, string> = {}): Watched {
  setUpTestDatabase(env);
  const watched = {} as Watched; // until the first hook has run, which is before any test
  beforeAll(async () => {
    const receiver = await AlertReceiver.start();
    watched.receiver = receiver;
    watched.channels = {
      webhook: (notice, signal) => postWebhook(`${receiver.url}/hook`, notice, signal, receiver.agent()),
    };
    await mkdir(config().dataDir, { recursive: true });
  });
  afterAll(() => watched.receiver.close());
  beforeEach(async () => {
    watched.receiver.received.length = 0;
    watched.receiver.answers.length = 0;
    await db().duty.deleteMany();
    watched.watch = watchWith(watched.channels);
  });
  return watched;
}

export const setRule = (kind: AlertKind, change: object) =>
  changeRule(kind, alertRuleChange.parse(change), service);

/** Turns on nothing but this one rule, which need not wait. */
export async function only(kind: AlertKind, change: object = {}): Promise<void> {
  for (const other of alertKinds) if (other !== kind) await setRule(other, { is_enabled: false });
  await setRule(kind, { for_seconds: 0, ...change });
}

export const ruleOf = async (kind: AlertKind) =>
  (await readAlerts(service)).rules.find((rule) => rule.kind === kind);
export const stateOf = async (kind: AlertKind) => (await ruleOf(kind))?.state;
export const alertEntries = async () => (await alertHistory({ limit: 50 }, service)).entries;

/** Time passes for the rules: what they remember happened so much earlier. */
export async function letPass(seconds: number): Promise<void> {
  const earlier = (column: string) => sql.plus(Prisma.raw(column), -seconds * 1000);
  await db()
    .$executeRaw`UPDATE alert_rules SET since = ${earlier("since")}, notified_at = ${earlier("notified_at")}`;
  await db().$executeRaw`UPDATE alert_deliveries SET due_at = ${earlier("due_at")}`;
}

/** A job that has been due for so long. */
export async function givenWaiting(minutes: number): Promise<string> {
  const { job_id: id } = await givenJob();
  const at = new Date(Date.now() - minutes * MINUTE_MS);
  await db().presentationJob.update({ where: { id }, data: { createdAt: at, runAt: at } });
  return id;
}

/** A worker takes the next job and ends it. */
export async function endNext(outcome: "completed" | "failed"): Promise<string> {
  return db().$transaction(async (tx) => {
    const [job] = await claimJobs(tx, { workerId: "worker-a", limit: 1, leaseMs: 30_000 });
    if (!job) throw new Error("no job waits");
    const attempt = { lease: { jobId: job.id, token: job.lease_token }, stages: noStages() };
    const settlement: Settlement =
      outcome === "failed"
        ? { kind: "ended", status: "failed", error: trouble, ...attempt }
        : { kind: "completed", message: "1 slide", result: {}, deck: null, ...attempt };
    expect(await settleJobs(tx, [settlement])).toContain(job.lease_token);
    return job.id;
  });
}

const trouble: JobError = {
  code: "internal_error",
  message: "It broke",
  retryable: false,
  timedOut: false,
  stack: null,
  details: null,
};

export async function givenEnded(...outcomes: ("completed" | "failed")[]): Promise<string[]> {
  const ids: string[] = [];
  for (const outcome of outcomes) {
    await givenJob();
    ids.push(await endNext(outcome));
  }
  return ids;
}

export const idleWorker = { id: "worker-a", host: "here", pid: 1, version: "1", slots: 2 };
