/** A worker put together: registers, holds leases, claims, cleans up, and stops in good order. */
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Logger } from "pino";
import type { Config } from "@/lib/config";
import { openChangeSource } from "@/lib/db/change-feed";
import type { ChangeSource } from "@/lib/db/change-source";
import type { Db } from "@/lib/db/client";
import { heartbeatEveryMs, registerWorker, reportAlive, unregisterWorker } from "@/lib/jobs/workers";
import { logger } from "@/lib/log";
import { ActionRunner } from "./actions";
import { Backups } from "./backups";
import { executeAttempt } from "./execute";
import { Housekeeping } from "./housekeeping";
import { Leases } from "./leases";
import { Pool } from "./pool";
import { ProcessWatch } from "./process-watch";
import { GenerationThreads } from "./threads";

/** Time that running jobs get to finish after the first signal; then they are released. `npm start` allows 10 s in all. */
const FINISH_MS = 4_000;
/** Cancelled jobs are noticed this fast; looking more often would cost a query per change of a busy database. */
const CHECK_LEASES_MS = 200;

export type WorkerOptions = { version: string; threadEntry?: URL };

export class Worker {
  readonly #identity;
  readonly #leases: Leases;
  readonly #threads: GenerationThreads;
  readonly #pool: Pool;
  readonly #housekeeping: Housekeeping;
  readonly #actions: ActionRunner;
  readonly #feed: ChangeSource;
  readonly #process = new ProcessWatch();
  readonly #shutdown = new AbortController();
  #heartbeat: NodeJS.Timeout | null = null;
  /** Under way. One that hangs holds up no other: the next may find a connection that answers. */
  readonly #beats = new Set<Promise<void>>();
  #check: NodeJS.Timeout | null = null;
  #unsubscribe: (() => void) | null = null;

  constructor(
    private readonly db: Db,
    private readonly config: Config,
    private readonly log: Logger,
    options: WorkerOptions,
  ) {
    const { workerConcurrency: slots, leaseMs } = config;
    const id = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
    this.#identity = { id, host: hostname(), pid: process.pid, version: options.version, slots };
    this.#feed = openChangeSource(config.database);
    this.#leases = new Leases(db, leaseMs);
    this.#threads = new GenerationThreads(slots, options.threadEntry);
    // Levels are set for each of these modules apart.
    const jobsLog = logger("jobs");
    const backups = new Backups(config, logger("backup"), options.version);
    this.#housekeeping = new Housekeeping(db, config, logger("housekeeping"), id, backups);
    this.#actions = new ActionRunner(db, this.#feed, logger("actions"));
    this.#pool = new Pool({
      db,
      feed: this.#feed,
      log: jobsLog,
      workerId: id,
      slots,
      leaseMs,
      execute: (job) =>
        executeAttempt(job, {
          db,
          workerId: id,
          log: jobsLog,
          threads: this.#threads,
          leases: this.#leases,
          retryDelaysSeconds: config.retryDelaysSeconds,
          llm: config.llm,
          hardCapMs: config.jobTimeoutMinutes * 60_000,
          shutdown: this.#shutdown.signal,
        }),
    });
  }

  get id(): string {
    return this.#identity.id;
  }

  async start(): Promise<void> {
    await registerWorker(this.db, this.#identity);
    // One lost and one late heartbeat do no harm.
    this.#heartbeat = setInterval(() => {
      const beat = this.#beat().finally(() => this.#beats.delete(beat));
      this.#beats.add(beat);
    }, heartbeatEveryMs(this.config.leaseMs));
    this.#unsubscribe = this.#feed.subscribe(() => {
      this.#check ??= setTimeout(() => void this.#checkLeases(), CHECK_LEASES_MS);
    });
    this.#housekeeping.start();
    this.#actions.start();
    this.#pool.start();
    this.log.info({ worker_id: this.id, slots: this.#identity.slots }, "worker_started");
  }

  /** Claims nothing more, lets running jobs finish for a moment, releases the rest. */
  async stop(): Promise<void> {
    this.#housekeeping.stop();
    const release = setTimeout(() => this.#shutdown.abort("shutdown"), FINISH_MS);
    await Promise.all([this.#pool.stop(), this.#actions.stop()]);
    clearTimeout(release);
    this.#unsubscribe?.();
    if (this.#check) clearTimeout(this.#check);
    if (this.#heartbeat) clearInterval(this.#heartbeat);
    // They would register the worker again.
    await Promise.all(this.#beats);
    this.#process.stop();
    await unregisterWorker(this.db, this.id).catch((error: unknown) =>
      this.log.warn({ err: error }, "not_unregistered"),
    );
    await this.#threads.close();
    this.log.info({ worker_id: this.id }, "worker_stopped");
  }

  async #beat(): Promise<void> {
    try {
      await this.#leases.renew();
      const facts = await this.#process.read();
      await reportAlive(this.db, this.#identity, { ...facts, runningJobs: this.#pool.runningJobs });
    } catch (error) {
      this.log.warn({ err: error }, "heartbeat_failed");
    }
  }

  async #checkLeases(): Promise<void> {
    this.#check = null;
    await this.#leases.check().catch((error: unknown) => this.log.warn({ err: error }, "lease_check_failed"));
  }
}
