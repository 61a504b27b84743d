/** The life of a worker process: configuration, wiring, signals, exit code. The only file of the worker that reads signals or exits. */
import { ConfigError, config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { logger } from "@/lib/log";
import { flushTraces, startTracing } from "@/lib/tracing/tracing";
import { Worker, type WorkerOptions } from "./worker";

/** RELIABILITY.md: a worker that is asked to stop has ended within 30 s. */
const STOP_WITHIN_MS = 25_000;

function readConfig() {
  try {
    return config();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Resolves when the worker claims; the process then lives until a signal, or until its supervisor is gone. */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const settings = readConfig();
  const log = logger("worker");
  await startTracing(settings, "worker");
  const worker = new Worker(db(), settings, log, options);

  let stopping = false;
  function stop(why: string): void {
    // A second signal does not wait; what runs is reaped later.
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ why }, "worker_stopping");
    // A database that is away would keep the last turn trying. The leases run out, and another worker takes the jobs.
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    worker
      .stop()
      .then(flushTraces)
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, "worker_stop_failed");
          process.exit(1);
        },
      );
  }

  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGINT", () => stop("SIGINT"));
  // The supervisor is gone without a word: nobody would restart or stop us.
  process.on("disconnect", () => stop("disconnect"));
  process.on("unhandledRejection", (error) => {
    log.fatal({ err: error }, "unhandled_rejection");
    process.exit(1);
  });

  await worker.start();
  process.send?.("ready");
}
