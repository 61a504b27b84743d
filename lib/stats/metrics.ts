/**
 * The queue's numbers for Prometheus. They are read from the database at each scrape, so every server process tells the same and
 * a restart changes nothing; beside them stand the numbers of the process that answers. Names follow
 * https://prometheus.io/docs/practices/naming/.
 */
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Caller } from "@/lib/auth/caller";
import { queueSummary } from "@/lib/jobs/queue-summary";
import { jobStatuses } from "@/lib/jobs/state";

export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

// Next.js bundles this module several times; the process has one set of numbers.
const shared = globalThis as typeof globalThis & { __presentationJobsMetrics?: Registry };

function processRegistry(): Registry {
  if (shared.__presentationJobsMetrics) return shared.__presentationJobsMetrics;
  const register = new Registry();
  collectDefaultMetrics({ register });
  shared.__presentationJobsMetrics = register;
  return register;
}

/** All numbers in Prometheus' text format. @param caller whoever may read metrics sees the whole queue */
export async function readMetrics(caller: Caller): Promise<string> {
  const { counts, oldestPending, workers } = await queueSummary(caller);
  const register = new Registry();
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge<L>({
      name,
      help,
      labelNames: [...labelNames],
      registers: [register],
    });

  const jobs = gauge("presentation_jobs", "Stored jobs by state", ["status"]);
  for (const status of jobStatuses) jobs.set({ status }, counts[status]);
  gauge(
    "presentation_jobs_oldest_pending_seconds",
    "How long the longest waiting job has been due; 0 when none is",
  ).set(oldestPending?.ageSeconds ?? 0);
  gauge("presentation_jobs_workers", "Workers with a heartbeat in the last minute").set(workers.length);
  const slots = gauge("presentation_jobs_worker_slots", "Jobs that a worker runs at once", [
    "worker_id",
    "host",
  ]);
  const running = gauge("presentation_jobs_worker_running_jobs", "Jobs that a worker runs now", [
    "worker_id",
    "host",
  ]);
  const memory = gauge("presentation_jobs_worker_memory_bytes", "Resident memory of a worker's process", [
    "worker_id",
    "host",
  ]);
  for (const { id: worker_id, host, ...worker } of workers) {
    slots.set({ worker_id, host }, worker.slots);
    running.set({ worker_id, host }, worker.runningJobs);
    memory.set({ worker_id, host }, worker.memoryBytes);
  }
  return `${await register.metrics()}\n${await processRegistry().metrics()}`;
}
