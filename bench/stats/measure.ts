/**
 * One database full of history: whether its numbers are right, and what they cost while jobs run. A process of its own; prints JSON.
 * `measure.ts '{"rows":10000,"backlog":0,"days":30,"folder":"…","postgresUrl":"","calls":100}'`
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import type { Caller } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/now";
import { pruneFinished } from "@/lib/jobs/store/housekeeping";
import { jobHealth } from "@/lib/stats/health";
import { foldChanges } from "@/lib/stats/rollups/fold-changes";
import { jobStatistics } from "@/lib/stats/statistics";
import { type PastJob, pastJobs, storePastJobs, waitingJobs } from "@/lib/testing/history";
import { givenLiveWorkers } from "@/lib/testing/live-workers";
import { healthSlowly, longestWaiting, statisticsSlowly } from "@/lib/testing/slow-answers";
import { LESSON_ID, migrateDatabaseAt } from "../engine/fresh-database";
import { startNext } from "../http/next-server";
import { quantile } from "../latency";
import { naive } from "./naive";

export type CaseRequest = {
  rows: number;
  /** So many more wait, having come within the last hours. */
  backlog: number;
  /** The history's length. */
  days: number;
  folder: string;
  /** Empty: SQLite. */
  postgresUrl: string;
  /** Of each kind. */
  calls: number;
  /** Instead of timing: prunes what is older than a day, and checks the numbers again. */
  prune: boolean;
};
export type Timed = {
  /** Milliseconds by call: p50 and p95. */
  calls: Record<string, { p50: number; p95: number }>;
  /** The same by plain queries, milliseconds. */
  naive: Record<string, number>;
  /** What the worker did meanwhile. */
  jobsPerSecond: number;
};
export type CaseResult = {
  fillSeconds: number;
  foldSeconds: number;
  /** Largest relative error of a percentile; counts must be exact, or the case fails. */
  worstPercentileError: number;
  timed: Timed | null;
  pruned: { rows: number; seconds: number } | null;
};

const HOUR_MS = 3_600_000;
const BACKLOG_MS = 6 * HOUR_MS;
const BATCH = 5_000;
const FOLD_BATCH = 1_000;
const PRUNE_BATCH = 2_000;
const SAY_EACH = 100_000;
const JOBS_PER_SECOND = 50;
const WARM_UP_ROUNDS = 50;
/** For somebody who has jobs: theirs are counted as well. */
const OWN_HEALTH = "health, own jobs";
/** Never the same question twice: answers are remembered for a moment. */
const TRENDS = "trends 24 h";
const TOKEN = "bench-token-0123456789-0123456789";
/** Of whom the health tells the numbers of their own. */
const userId = "teacher-7";
const service: Caller = { kind: "service", userId, name: "bench", email: null, role: "admin" };
const root = fileURLToPath(new URL("../..", import.meta.url));
const say = (text: string) => process.stderr.write(`${text}\n`);

const request: CaseRequest = JSON.parse(process.argv[2] ?? "{}");
await migrateDatabaseAt({ ...request, redisUrl: "" });

async function fill(): Promise<PastJob[]> {
  const toMs = await databaseNow();
  const span = { count: request.rows, fromMs: toMs - request.days * 24 * HOUR_MS, toMs, seed: 1 };
  // The backlog came last.
  const waiting = waitingJobs({ ...span, count: request.backlog, fromMs: toMs - BACKLOG_MS });
  const all = [...pastJobs(span), ...waiting];
  for (let from = 0; from < all.length; from += BATCH) {
    await storePastJobs(db(), LESSON_ID, all.slice(from, from + BATCH));
  }
  if (config().database.kind === "postgres") await db().$executeRaw`ANALYZE`;
  return all;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

async function foldAll(): Promise<void> {
  while ((await db().$transaction((tx) => foldChanges(tx, FOLD_BATCH))) === FOLD_BATCH);
}

/** Both numbers of one minute: their windows begin on whole ones. */
async function readWithinOneMinute(hours: number) {
  for (;;) {
    const told = await jobStatistics(hours, service);
    const health = await jobHealth(hours, service);
    const minuteOf = (ms: number) => Math.floor(ms / 60_000);
    if (minuteOf(Date.parse(told.timestamp)) === minuteOf(await databaseNow())) return { told, health };
  }
}

async function storedOf(history: readonly PastJob[]): Promise<readonly PastJob[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`SELECT id FROM presentation_jobs`;
  if (rows.length === history.length) return history;
  const ids = new Set(rows.map(({ id }) => id));
  return history.filter(({ id }) => ids.has(id));
}

/** @throws when one of the numbers differs */
function requireSame(title: string, got: object, expected: object): void {
  const [told, wanted] = [got, expected].map((answer) => new Map(Object.entries(answer)));
  for (const name of new Set([...(told?.keys() ?? []), ...(wanted?.keys() ?? [])])) {
    const [value, right] = [told?.get(name), wanted?.get(name)];
    // It is read a moment later than the time that it is held against, and grows.
    const isLate = name === "oldest_pending_job_age_minutes" && Math.abs(Number(value) - Number(right)) < 0.3;
    if (isDeepStrictEqual(value, right) || isLate) continue;
    throw new Error(
      `${name} of ${title} is ${JSON.stringify(value)}, and should be ${JSON.stringify(right)}`,
    );
  }
}

/** Holds every number of both endpoints. @returns the largest relative error of a percentile. @throws when another one differs */
async function check(history: readonly PastJob[]): Promise<number> {
  let worst = 0;
  const stored = await storedOf(history);
  for (const [hours, states] of [
    [24, ["active", "draining"]],
    [168, ["draining"]],
  ] as const) {
    const workers = await givenLiveWorkers(states);
    const { told, health } = await readWithinOneMinute(hours);
    const { timestamp, wait_time_seconds: waits, run_time_seconds: runs, ...statistics } = told;
    const nowMs = Date.parse(timestamp);
    const given = { history, stored, hours, nowMs, userId };
    const { wait_time_seconds, run_time_seconds, ...expected } = statisticsSlowly(given, told.bucket_minutes);
    requireSame(`statistics, ${hours} h`, statistics, expected);
    const { oldest_pending_job_id: oldest, ...rest } = health;
    requireSame(`health, ${hours} h`, rest, healthSlowly({ ...given, workers }));
    const waiting = longestWaiting(stored, nowMs);
    if (waiting === null ? oldest !== null : !waiting.ids.includes(oldest ?? "")) {
      throw new Error(`the oldest waiting job is ${oldest}`);
    }
    for (const [got, want] of [
      [waits, wait_time_seconds],
      [runs, run_time_seconds],
    ] as const) {
      for (const name of ["p50", "p90", "p95", "p99"] as const) {
        worst = Math.max(worst, Math.abs((got[name] ?? 0) - (want[name] ?? 0)) / (want[name] || 1));
      }
    }
  }
  await givenLiveWorkers([]);
  return worst;
}

/** Milliseconds until the whole answer is there. @param actingFor whose own jobs count */
async function timeCall(url: string, actingFor: string | null): Promise<number> {
  const startedAt = performance.now();
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${TOKEN}`, ...(actingFor !== null && { "x-user-id": actingFor }) },
  });
  await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return performance.now() - startedAt;
}

async function timeCalls(origin: string): Promise<Timed["calls"]> {
  const [job] = await db().$queryRaw<{ user_id: string }[]>`
    SELECT user_id FROM presentation_jobs WHERE user_id IS NOT NULL LIMIT 1`;
  const jobs = "/api/presentations/jobs";
  const hour = new Date(Date.now() - HOUR_MS).toISOString();
  const paths: Record<string, string> = {
    "nothing (/livez)": "/livez",
    health: `${jobs}/health`,
    [OWN_HEALTH]: `${jobs}/health`,
    "statistics 24 h": `${jobs}/statistics?hours=24`,
    "statistics 168 h": `${jobs}/statistics?hours=168`,
    [TRENDS]: `${jobs}/trends`,
    "state counts": `${jobs}/counts`,
    "list, no filter": `${jobs}?limit=50`,
    "list, status": `${jobs}?limit=50&status=failed`,
    "list, priority": `${jobs}?limit=50&priority=urgent`,
    "list, style": `${jobs}?limit=50&style=high-contrast`,
    "list, user": `${jobs}?limit=50&user_id=${job?.user_id}`,
    "list, lesson": `${jobs}?limit=50&lesson_id=${LESSON_ID}`,
    "list, error": `${jobs}?limit=50&error_code=POISON`,
    "list, worker": `${jobs}?limit=50&worker_id=worker-3`,
    "list, text": `${jobs}?limit=50&q=poison`,
    "list, created after": `${jobs}?limit=50&created_after=${hour}`,
    "list, created before": `${jobs}?limit=50&created_before=${hour}`,
    "list, open only": `${jobs}?limit=50&include_finished=false`,
    "/metrics": "/metrics",
  };
  let asked = 0;
  const time = (name: string, target: string) => {
    const window = [Date.now() - 24 * HOUR_MS - asked++, Date.now()].map((at) => new Date(at).toISOString());
    const query = name === TRENDS ? `?from=${window[0]}&to=${window[1]}` : "";
    return timeCall(origin + target + query, name === OWN_HEALTH ? (job?.user_id ?? null) : null);
  };
  // Through code that is not compiled yet; whichever call came first would pay for all.
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    for (const [name, target] of Object.entries(paths)) await time(name, target);
  }
  const figures: Timed["calls"] = {};
  for (const [name, target] of Object.entries(paths)) {
    const times: number[] = [];
    for (let call = 0; call < request.calls; call++) times.push(await time(name, target));
    times.sort((a, b) => a - b);
    figures[name] = { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
    say(`${name}: ${figures[name].p50.toFixed(1)} / ${figures[name].p95.toFixed(1)} ms`);
  }
  return figures;
}

async function startBackground(): Promise<ChildProcess> {
  const child = fork(
    fileURLToPath(new URL("./background.ts", import.meta.url)),
    [String(JOBS_PER_SECOND), String(request.backlog)],
    {
      execArgv: ["--import", "tsx"],
      // Its housekeeping would take the history away meanwhile.
      env: { ...process.env, CLEANUP_MAX_AGE_HOURS: "8760" },
    },
  );
  await once(child, "message");
  return child;
}

async function timeAll(): Promise<Timed> {
  const plain: Record<string, number> = {};
  for (const [name, query] of Object.entries(naive)) plain[name] = (await seconds(() => query(24))) * 1000;
  const { database } = config();
  const server = await startNext(root, "/readyz", {
    ...(database.kind === "sqlite" ? { DATABASE_PATH: database.path } : { DATABASE_URL: database.url }),
    DATA_DIR: path.join(request.folder, "data"),
    LOG_FILE: path.join(request.folder, "bench.log"),
    LOG_LEVEL: "warn",
    DEMO: "0",
    API_TOKEN: TOKEN,
    RATE_LIMIT_PER_MINUTE: "0",
  });
  const background = await startBackground();
  const startedAt = performance.now();
  const calls = await timeCalls(server.origin);
  const elapsedSeconds = (performance.now() - startedAt) / 1000;
  background.send("how many");
  const [done] = await once(background, "message");
  background.disconnect();
  await once(background, "exit");
  await server.stop();
  return { calls, naive: plain, jobsPerSecond: done / elapsedSeconds };
}

/** @throws when a number changes because rows went */
async function pruneAndCheck(): Promise<{ rows: number; seconds: number }> {
  let rows = 0;
  const took = await seconds(async () => {
    for (let full = true; full; ) {
      const { jobs } = await pruneFinished(db(), 24 * HOUR_MS, PRUNE_BATCH);
      rows += jobs;
      full = jobs === PRUNE_BATCH;
      if (rows % SAY_EACH === 0) say(`${rows} jobs pruned`);
    }
  });
  await foldAll();
  await check(history);
  return { rows, seconds: took };
}

let history: PastJob[] = [];
const fillSeconds = await seconds(async () => {
  history = await fill();
});
say(`${request.rows + request.backlog} jobs filled in ${fillSeconds.toFixed(0)} s`);
const foldSeconds = await seconds(foldAll);
say(`folded in ${foldSeconds.toFixed(0)} s`);
const worstPercentileError = await check(history);
say("every number is that of the rows");

const timed = request.prune ? null : await timeAll();
const pruned = request.prune ? await pruneAndCheck() : null;
process.stdout.write(
  JSON.stringify({ fillSeconds, foldSeconds, worstPercentileError, timed, pruned } satisfies CaseResult),
);
process.exit(0);
