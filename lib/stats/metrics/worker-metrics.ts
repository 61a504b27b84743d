/** What the living workers said of themselves with their last heartbeat. docs/operations/metrics.md. */
import { Counter, Gauge, type Registry } from "prom-client";
import type { LiveWorker } from "@/lib/jobs/workers";

const labelNames = ["worker_id", "host", "version"] as const;

/** Name behind `presentation_jobs_worker_`, help, value; null: the worker cannot tell. */
const gauges: readonly [string, string, (worker: LiveWorker) => number | null][] = [
  ["slots", "Jobs that a worker runs at once", ({ slots }) => slots],
  ["running_jobs", "Jobs that a worker runs now", ({ runningJobs }) => runningJobs],
  [
    "claiming",
    "1 while a worker may claim jobs, 0 while it is paused or drains",
    ({ state }) => (state === "active" ? 1 : 0),
  ],
  ["memory_bytes", "Resident memory of a worker's process", ({ memoryBytes }) => memoryBytes],
  ["heap_used_bytes", "Heap in use of a worker's main thread", ({ heapUsedBytes }) => heapUsedBytes],
  [
    "event_loop_lag_p99_seconds",
    "Delay of a worker's event loop since its last heartbeat, 99th percentile",
    ({ eventLoopLagMs }) => eventLoopLagMs / 1000,
  ],
  ["open_fds", "Open file descriptors of a worker's process", ({ openFiles }) => openFiles],
  [
    "start_time_seconds",
    "When a worker registered, in Unix seconds",
    ({ startedAt }) => Date.parse(startedAt) / 1000,
  ],
];

export function addWorkerMetrics(register: Registry, workers: readonly LiveWorker[]): void {
  new Gauge({
    name: "presentation_jobs_workers",
    help: "Workers with a heartbeat in the last minute",
    registers: [register],
  }).set(workers.length);
  const common = { labelNames: [...labelNames], registers: [register] };
  for (const [name, help, read] of gauges) {
    const gauge = new Gauge({ ...common, name: `presentation_jobs_worker_${name}`, help });
    for (const worker of workers) {
      const value = read(worker);
      if (value !== null) gauge.set(labelsOf(worker), value);
    }
  }
  const cpu = new Counter({
    ...common,
    name: "presentation_jobs_worker_cpu_seconds_total",
    help: "CPU time that a worker's process has used, its threads included",
  });
  for (const worker of workers) cpu.inc(labelsOf(worker), worker.cpuSeconds);
}

function labelsOf({ id, host, version }: LiveWorker): Record<(typeof labelNames)[number], string> {
  return { worker_id: id, host, version };
}
