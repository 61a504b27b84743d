/**
 * One database full of history: whether its numbers are right, and what they cost while jobs run. A process of its own; prints JSON.
 * `measure.ts '{"rows":10000,"days":30,"folder":"…","postgresUrl":"","calls":100}'`
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Caller } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { pruneFinished } from "@/lib/jobs/store/housekeeping";
import { jobHealth } from "@/lib/stats/health";
import { databaseNow } from "@/lib/stats/now";
import { foldChanges } from "@/lib/stats/rollups/fold-changes";
import { jobStatistics } from "@/lib/stats/statistics";
import { countSlowly, type PastJob, pastJobs, storePastJobs } from "@/lib/testing/history";
import { LESSON_ID, migrateDatabaseAt } from "../engine/fresh-database";
import { startNext } from "../http/next-server";
import { quantile } from "../latency";
import { naive } from "./naive";

export type CaseRequest = {
  rows: number;
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
const BATCH = 5_000;
const FOLD_BATCH = 1_000;
const PRUNE_BATCH = 2_000;
const JOBS_PER_SECOND = 50;
const TOKEN = "bench-token-0123456789-0123456789";
const service: Caller = { kind: "service", userId: null, name: "bench", email: null, role: "admin" };
const root = fileURLToPath(new URL("../..", import.meta.url));
const say = (text: string) => process.stderr.write(`${text}\n`);

const request: CaseRequest = JSON.parse(process.argv[2] ?? "{}");
await migrateDatabaseAt({ ...request, redisUrl: "" });

async function fill(): Promise<PastJob[]> {
  const toMs = await databaseNow();
  const span = { count: request.rows, fromMs: toMs - request.days * 24 * HOUR_MS, toMs, seed: 1 };
  const all: PastJob[] = [];
  for (const job of pastJobs(span)) {
    all.push(job);
    if (all.length % BATCH === 0) await storePastJobs(db(), LESSON_ID, all.slice(-BATCH));
  }
  const rest = all.length % BATCH;
  if (rest > 0) await storePastJobs(db(), LESSON_ID, all.slice(-rest));
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

/** @returns the largest relative error of a percentile. @throws when a count differs */
async function check(history: readonly PastJob[]): Promise<number> {
  let worst = 0;
  for (const hours of [24, 168]) {
    const { told, health } = await readWithinOneMinute(hours);
    const { wait_time_seconds, run_time_seconds, ...expected } = countSlowly(
      history,
      hours,
      Date.parse(told.timestamp),
      told.bucket_minutes,
    );
    for (const [name, value] of Object.entries(expected)) {
      const got = JSON.stringify(told[name as keyof typeof told]);
      if (got !== JSON.stringify(value)) {
        throw new Error(`${name} of ${hours} h is ${got}, and should be ${JSON.stringify(value)}`);
      }
    }
    if (health.recent_completed !== expected.recent_completed) throw new Error("health differs");
    for (const [got, want] of [
      [told.wait_time_seconds, wait_time_seconds],
      [told.run_time_seconds, run_time_seconds],
    ] as const) {
      for (const name of ["p50", "p90", "p95", "p99"] as const) {
        worst = Math.max(worst, Math.abs((got[name] ?? 0) - (want[name] ?? 0)) / (want[name] || 1));
      }
    }
  }
  return worst;
}

async function timeCalls(origin: string): Promise<Timed["calls"]> {
  const [job] = await db().$queryRaw<{ user_id: string }[]>`
    SELECT user_id FROM presentation_jobs WHERE user_id IS NOT NULL LIMIT 1`;
  const jobs = "/api/presentations/jobs";
  const paths: Record<string, string> = {
    health: `${jobs}/health`,
    "statistics 24 h": `${jobs}/statistics?hours=24`,
    "statistics 168 h": `${jobs}/statistics?hours=168`,
    "state counts": `${jobs}/counts`,
    "list, no filter": `${jobs}?limit=50`,
    "list, status": `${jobs}?limit=50&status=failed`,
    "list, priority": `${jobs}?limit=50&priority=urgent`,
    "list, style": `${jobs}?limit=50&style=high-contrast`,
    "list, user": `${jobs}?limit=50&user_id=${job?.user_id}`,
    "list, lesson": `${jobs}?limit=50&lesson_id=${LESSON_ID}`,
    "list, error": `${jobs}?limit=50&error_code=POISON`,
    "/metrics": "/metrics",
  };
  const figures: Timed["calls"] = {};
  for (const [name, target] of Object.entries(paths)) {
    const times: number[] = [];
    for (let call = -10; call < request.calls; call++) {
      const startedAt = performance.now();
      const answer = await fetch(origin + target, { headers: { authorization: `Bearer ${TOKEN}` } });
      await answer.text();
      if (!answer.ok) throw new Error(`${target} answered ${answer.status}`);
      // The first ones run through code that is not compiled yet.
      if (call >= 0) times.push(performance.now() - startedAt);
    }
    times.sort((a, b) => a - b);
    figures[name] = { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
    say(`${name}: ${figures[name].p50.toFixed(1)} / ${figures[name].p95.toFixed(1)} ms`);
  }
  return figures;
}

async function startBackground(): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL("./background.ts", import.meta.url)), [String(JOBS_PER_SECOND)], {
    execArgv: ["--import", "tsx"],
    // Its housekeeping would take the history away meanwhile.
    env: { ...process.env, CLEANUP_MAX_AGE_HOURS: "8760" },
  });
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
say(`${request.rows} jobs filled in ${fillSeconds.toFixed(0)} s`);
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
