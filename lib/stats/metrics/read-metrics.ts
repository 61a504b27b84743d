/**
 * The numbers for Prometheus. Those of the queue and its workers are read from the database at each scrape, so every server process
 * tells the same and a restart changes nothing; beside them stand the numbers of the process that answers. Names follow
 * https://prometheus.io/docs/practices/naming/.
 */
import { Gauge, Registry } from "prom-client";
import { config } from "@/lib/config";
import { liveWorkers } from "@/lib/jobs/workers";
import { readModelState } from "@/lib/llm/model-state";
import { version } from "@/package.json";
import { addBackupMetrics } from "./backup-metrics";
import { readCounted } from "./counted";
import { addModelMetrics } from "./model-metrics";
import { processRegistry } from "./process-registry";
import { addQueueMetrics } from "./queue-metrics";
import { readDisk, readReadings } from "./readings";
import { addWorkerMetrics } from "./worker-metrics";

export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/** All numbers in Prometheus' text format. Whoever may read metrics sees the whole queue. */
export async function readMetrics(): Promise<string> {
  const [counted, readings, disk, workers, model] = await Promise.all([
    readCounted(),
    readReadings(),
    readDisk(),
    liveWorkers(),
    readModelState(),
  ]);
  const register = new Registry();
  addQueueMetrics(register, counted, readings);
  addWorkerMetrics(register, workers);
  addModelMetrics(register, model);
  if (disk) addDisk(register, disk);
  addBackupMetrics(register, config());
  new Gauge({
    name: "presentation_jobs_build_info",
    help: "1; its labels say what runs",
    labelNames: ["version", "node", "database"],
    registers: [register],
  }).set({ version, node: process.version, database: config().database.kind }, 1);
  return `${await register.metrics()}\n${await processRegistry().metrics()}`;
}

function addDisk(
  register: Registry,
  { sizeBytes, freeBytes }: { sizeBytes: number; freeBytes: number },
): void {
  const gauge = (name: string, help: string, value: number) =>
    new Gauge({ name: `presentation_jobs_disk_${name}`, help, registers: [register] }).set(value);
  gauge("size_bytes", "Size of the disk that holds DATA_DIR", sizeBytes);
  gauge("free_bytes", "What is free on the disk that holds DATA_DIR", freeBytes);
}
