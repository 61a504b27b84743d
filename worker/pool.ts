/**
 * The slots of a worker: claims jobs when the database changed or one falls due, never by busy polling, and runs each claimed
 * job to its end.
 */
import type { Logger } from "pino";
import type { ChangeFeed } from "@/lib/db/change-feed";
import type { Db } from "@/lib/db/client";
import type { JobRow } from "@/lib/jobs/job-row";
import { claimJobs, msUntilNextDue } from "@/lib/jobs/repository";

/** A due time is looked at again at least this often, should the computer have slept meanwhile. */
const MAX_SLEEP_MS = 60_000;
/** Pause after the database refused a claim. */
const RETRY_CLAIM_MS = 1_000;

export type PoolOptions = {
  db: Db;
  feed: ChangeFeed;
  log: Logger;
  workerId: string;
  slots: number;
  leaseMs: number;
  execute: (job: JobRow) => Promise<void>;
};

export class Pool {
  readonly #running = new Set<Promise<void>>();
  #unsubscribe: (() => void) | null = null;
  #timer: NodeJS.Timeout | null = null;
  #claiming: Promise<void> | null = null;
  #again = false;
  #stopping = false;

  constructor(private readonly options: PoolOptions) {}

  get runningJobs(): number {
    return this.#running.size;
  }

  start(): void {
    this.#unsubscribe = this.options.feed.subscribe(() => this.#wake());
    this.#wake();
  }

  /** Claims nothing any more. Resolves when the jobs that run have ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#unsubscribe?.();
    if (this.#timer) clearTimeout(this.#timer);
    await this.#claiming;
    await Promise.all(this.#running);
  }

  #wake(): void {
    if (this.#stopping) return;
    this.#again = true;
    this.#claiming ??= this.#claimAll().finally(() => {
      this.#claiming = null;
    });
  }

  async #claimAll(): Promise<void> {
    const { db, workerId, leaseMs, log } = this.options;
    try {
      while (this.#again && !this.#stopping) {
        this.#again = false;
        const free = this.options.slots - this.#running.size;
        // A job that ends wakes us again.
        if (free === 0) return;
        const jobs = await claimJobs(db, workerId, free, leaseMs);
        for (const job of jobs) this.#run(job);
        if (jobs.length < free) await this.#sleepUntilNextDue();
      }
    } catch (error) {
      log.warn({ err: error }, "claim_failed");
      this.#wakeIn(RETRY_CLAIM_MS);
    }
  }

  #run(job: JobRow): void {
    this.options.log.info({ job_id: job.id, retry: job.retry_count }, "job_claimed");
    const run = this.options.execute(job).finally(() => {
      this.#running.delete(run);
      this.#wake();
    });
    this.#running.add(run);
  }

  async #sleepUntilNextDue(): Promise<void> {
    const ms = await msUntilNextDue(this.options.db);
    if (ms !== null) this.#wakeIn(Math.min(ms, MAX_SLEEP_MS));
  }

  #wakeIn(ms: number): void {
    if (this.#stopping) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#wake(), ms);
  }
}
