/** The queue's numbers as metrics. docs/operations/metrics.md says what each means. */
import { Counter, Gauge, type Registry } from "prom-client";
import { deckStyle } from "@/lib/contract/decks";
import { jobErrorCodes } from "@/lib/contract/errors";
import { finalStatuses, jobPriorities, jobStatuses } from "@/lib/jobs/state";
import type { Outcomes, Tally } from "../rollups/tally";
import type { Counted } from "./counted";
import { GivenHistogram } from "./given-histogram";
import type { Readings } from "./readings";

/** For codes that are none of ours: a label's values are few. */
const OTHER = "other";

/** Jobs wait from a moment to hours, by how busy the queue is; a deck takes from a tenth of a second to its time limit. */
const WAIT_BOUNDS = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];
const RUN_BOUNDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600];

export function addQueueMetrics(register: Registry, counted: Counted, readings: Readings): void {
  addCounters(register, counted.ever);
  addStates(register, counted);
  addReadings(register, counted, readings);
}

function addCounters(register: Registry, ever: Tally): void {
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter<L>({ name, help, labelNames: [...labelNames], registers: [register] });
  counter("presentation_jobs_created_total", "Jobs that were created").inc(ever.created);

  const ended = counter("presentation_jobs_ended_total", "Jobs that ended, by state and style", [
    "status",
    "style",
  ]);
  for (const [style, outcomes] of groupsOf(ever.byStyle, deckStyle.options)) {
    for (const status of finalStatuses) ended.inc({ status, style }, outcomes[status]);
  }
  const byPriority = counter(
    "presentation_jobs_ended_by_priority_total",
    "Jobs that ended, by state and priority",
    ["status", "priority"],
  );
  for (const [priority, outcomes] of groupsOf(ever.byPriority, jobPriorities)) {
    for (const status of finalStatuses) byPriority.inc({ status, priority }, outcomes[status]);
  }
  const errors = counter("presentation_jobs_errors_total", "Jobs that failed or timed out, by error code", [
    "error_code",
  ]);
  for (const [error_code, count] of errorsOf(ever)) errors.inc({ error_code }, count);

  addDurations(register, ever);
}

function addDurations(register: Registry, { wait, run, totalWaitSeconds, totalRunSeconds }: Tally): void {
  new GivenHistogram({
    register,
    name: "presentation_jobs_wait_seconds",
    help: "Of completed jobs: from due to the start of the attempt that made the deck",
    bounds: WAIT_BOUNDS,
    countUpTo: (seconds) => wait.countUpTo(seconds * 1000),
    count: wait.size,
    sum: totalWaitSeconds,
  });
  new GivenHistogram({
    register,
    name: "presentation_jobs_run_seconds",
    help: "Of completed jobs: from the start to the end of the attempt that made the deck",
    bounds: RUN_BOUNDS,
    countUpTo: (seconds) => run.countUpTo(seconds * 1000),
    count: run.size,
    sum: totalRunSeconds,
  });
}

/** The counts of each word of the list, also where they are 0, so that a rate has a beginning; those of all others together. */
function groupsOf<Word extends string>(
  groups: ReadonlyMap<Word, Outcomes>,
  words: readonly Word[],
): [string, Outcomes][] {
  const none: Outcomes = { completed: 0, failed: 0, timeout: 0, cancelled: 0, deleted: 0 };
  const listed = words.map((word): [string, Outcomes] => [word, groups.get(word) ?? none]);
  const others = [...groups].filter(([word]) => !words.includes(word));
  if (others.length === 0) return listed;
  const sum = { ...none };
  for (const [, outcomes] of others) for (const status of finalStatuses) sum[status] += outcomes[status];
  return [...listed, [OTHER, sum]];
}

function errorsOf({ byError }: Tally): Map<string, number> {
  const counts = new Map<string, number>([...jobErrorCodes, OTHER].map((code) => [code, 0]));
  for (const [code, count] of byError) {
    const word = code !== null && counts.has(code) ? code : OTHER;
    counts.set(word, (counts.get(word) ?? 0) + count);
  }
  return counts;
}

function addStates(register: Registry, { states, depths }: Counted): void {
  const jobs = new Gauge({
    name: "presentation_jobs",
    help: "Stored jobs by state",
    labelNames: ["status"],
    registers: [register],
  });
  for (const status of jobStatuses) jobs.set({ status }, states[status]);
  const depth = new Gauge({
    name: "presentation_jobs_queue_depth",
    help: "Pending and running jobs by priority",
    labelNames: ["status", "priority"],
    registers: [register],
  });
  for (const status of ["pending", "running"] as const) {
    for (const priority of jobPriorities) depth.set({ status, priority }, 0);
  }
  for (const { status, priority, jobs: count } of depths) depth.set({ status, priority }, count);
}

function addReadings(register: Registry, counted: Counted, readings: Readings): void {
  const gauge = (name: string, help: string, value: number) =>
    new Gauge({ name: `presentation_jobs_${name}`, help, registers: [register] }).set(value);
  const { oldestPendingSeconds, delayed, stalled, isPaused, databaseBytes } = readings;
  gauge(
    "oldest_pending_seconds",
    "How long the longest waiting job has been due; 0 when none is",
    oldestPendingSeconds,
  );
  gauge("delayed", "Pending jobs that are not due yet", delayed);
  gauge("stalled", "Running jobs whose lease is over and that nobody has taken back yet", stalled);
  gauge("queue_paused", "1 while claiming is paused on every worker", isPaused ? 1 : 0);
  gauge("unfolded_changes", "Changes of jobs that no tally holds yet", counted.unfolded);
  gauge(
    "rollup_lag_seconds",
    "For how long a change has waited to be folded into the tallies; 0 when none does",
    lagSeconds(counted, readings),
  );
  gauge("database_size_bytes", "Size of the database", databaseBytes);
  gauge(
    "undelivered_alerts",
    "Messages about alerts that were given up within the last day, or have failed three times and wait",
    readings.undeliveredAlerts,
  );
  const actions = new Gauge({
    name: "presentation_jobs_bulk_actions",
    help: "Acts on many jobs that are held, run or are being undone",
    labelNames: ["state"],
    registers: [register],
  });
  for (const [state, count] of Object.entries(readings.actions)) actions.set({ state }, count);
}

function lagSeconds({ oldestUnfoldedMs }: Counted, { foldedMs, nowMs }: Readings): number {
  if (oldestUnfoldedMs === null) return 0;
  // As the alert rule has it (lib/alerts/measure-queue.ts): after a quiet night the last fold was long ago.
  return Math.max(0, nowMs - Math.max(foldedMs ?? 0, oldestUnfoldedMs)) / 1000;
}
