/** What this process takes of its machine, for the heartbeat: reading it costs a fraction of a millisecond. */
import { readdir } from "node:fs/promises";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { ProcessFacts } from "@/lib/jobs/workers";

/** How often the event loop is looked at. The times that are measured include it. */
const RESOLUTION_MS = 20;

export class ProcessWatch {
  readonly #delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor() {
    this.#delays.enable();
  }

  /** The lag is that since the last reading. */
  async read(): Promise<ProcessFacts> {
    const { rss, heapUsed } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const slowestMs = this.#delays.percentile(99) / 1e6;
    this.#delays.reset();
    return {
      memoryBytes: rss,
      heapUsedBytes: heapUsed,
      cpuSeconds: (user + system) / 1e6,
      eventLoopLagMs: Math.max(0, slowestMs - RESOLUTION_MS),
      openFiles: await countOpenFiles(),
    };
  }

  stop(): void {
    this.#delays.disable();
  }
}

/** Linux alone tells. */
async function countOpenFiles(): Promise<number | null> {
  try {
    return (await readdir("/proc/self/fd")).length;
  } catch {
    return null;
  }
}
