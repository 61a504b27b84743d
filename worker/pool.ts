/**
 * The slots of a worker, in turns: what has finished is settled and new jobs are claimed in one transaction, so a turn costs one
 * commit however many jobs it moves. A turn begins when an attempt ends, when the database changed, or when a job falls due;
 * never by busy polling.
 */
import type { Logger } from "pino";
import { isDatabaseBusy } from "@/lib/db/busy";
import type { ChangeSource } from "@/lib/db/change-source";
import type { Db } from "@/lib/db/client";
import { type ClaimedJob, claimJobs, hasClaimableJob, msUntilClaimable } from "@/lib/jobs/store/claim-jobs";
import { releaseStrays } from "@/lib/jobs/store/release-strays";
import { type Settlement, settleJobs } from "@/lib/jobs/store/settle-jobs";

/** A due time is looked at again at least this often, should the computer have slept meanwhile. */
const MAX_SLEEP_MS = 60_000;
/** Pause after the database refused a turn. */
const RETRY_TURN_MS = 1_000;

/** How an attempt ended. */
export type AttemptEnd = {
  /** Null: the job was lost, nothing is to be written. */
  settlement: Settlement | null;
  /** Called once, when it is settled; `won` is false when the lease was lost and nothing was written. */
  onSettled?: (won: boolean) => void | Promise<void>;
};

export type PoolOptions = {
  db: Db;
  feed: ChangeSource;
  log: Logger;
  workerId: string;
  slots: number;
  leaseMs: number;
  /** Runs one attempt; must not reject. */
  execute: (job: ClaimedJob) => Promise<AttemptEnd>;
};

export class Pool {
  /** Tokens of the leases of jobs that are claimed and not settled. */
  readonly #tokens = new Set<string>();
  readonly #tokenOf = new WeakMap<AttemptEnd, string>();
  /** A claim failed, and may have been committed all the same. */
  #mayHoldStrays = false;
  #finished: AttemptEnd[] = [];
  #turning: Promise<void> | null = null;
  #again = false;
  #stopping = false;
  #timer: NodeJS.Timeout | null = null;
  #unsubscribe: (() => void) | null = null;
  #onIdle: (() => void) | null = null;

  constructor(private readonly options: PoolOptions) {}

  /** Jobs that are claimed and not settled. */
  get runningJobs(): number {
    return this.#tokens.size;
  }

  start(): void {
    this.#unsubscribe = this.options.feed.subscribe(() => this.#wake());
    this.#wake();
  }

  /** Claims nothing any more. Resolves when the jobs that run have ended and are settled. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#unsubscribe?.();
    if (this.#timer) clearTimeout(this.#timer);
    // What a refused turn left must not wait for the timer that has just been cleared. A turn under way may still bring jobs.
    this.#wake();
    await this.#turning;
    if (this.runningJobs === 0) return;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
  }

  #wake(): void {
    this.#again = true;
    this.#turning ??= this.#takeTurns().finally(() => {
      this.#turning = null;
      // Something may have come between the last look and here.
      if (this.#again) this.#wake();
    });
  }

  async #takeTurns(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        await this.#turn();
      } catch (error) {
        this.options.log.warn({ err: error }, "turn_failed");
        this.#wakeIn(RETRY_TURN_MS);
        return;
      }
    }
  }

  async #turn(): Promise<void> {
    const { db, workerId, slots, leaseMs } = this.options;
    const isSuspicious = this.#suspects > 0;
    const ends = this.#takeFinished();
    const limit = this.#stopping || isSuspicious ? 0 : slots - (this.runningJobs - ends.length);
    const settlements = ends.flatMap(({ settlement }) => settlement ?? []);
    try {
      // Reading first: an idle worker that another one's commit woke must not take the write lock.
      const mayRest = settlements.length === 0 && !this.#mayHoldStrays;
      if (mayRest && (limit === 0 || !(await hasClaimableJob(db, workerId)))) {
        this.#release(ends, new Set());
        if (limit > 0) await this.#sleep();
        return;
      }
      const { won, claimed } = await db.$transaction(async (tx) => {
        if (this.#mayHoldStrays) await releaseStrays(tx, workerId, this.#tokens);
        return {
          won: settlements.length > 0 ? await settleJobs(tx, settlements) : new Set<string>(),
          claimed: limit > 0 ? await claimJobs(tx, { workerId, limit, leaseMs }) : [],
        };
      });
      this.#mayHoldStrays = false;
      this.#release(ends, won);
      for (const job of claimed) this.#run(job);
      if (limit > 0 && claimed.length < limit) await this.#sleep();
    } catch (error) {
      if (limit > 0) this.#mayHoldStrays = true;
      this.#takeBack(
        ends.filter((end) => !this.#released.has(end)),
        error,
        isSuspicious,
      );
    }
  }

  readonly #released = new WeakSet<AttemptEnd>();
  /** Ends to be settled one at a time, because the database refused them together. */
  #suspects = 0;

  /**
   * What a failed turn has not settled. A database that is busy is asked again, while the leases hold. One that refuses a
   * settlement would refuse it for ever, and with it all that share its turn: so each is tried alone, and the one that is
   * refused even then is given up; its lease runs out and the reaper counts the attempt.
   */
  #takeBack(ends: readonly AttemptEnd[], error: unknown, wereAlone: boolean): void {
    if (ends.length === 0 || isDatabaseBusy(error)) {
      this.#finished.unshift(...ends);
      throw error;
    }
    if (ends.length === 1 && wereAlone) {
      this.options.log.error({ err: error, job_id: ends[0]?.settlement?.lease.jobId }, "settlement_refused");
      this.#release(ends, new Set());
    } else {
      this.#finished.unshift(...ends);
      this.#suspects = ends.length;
    }
    this.#again = true;
  }

  /** At most one end of a job a turn: a lost and a new attempt at it may end together. */
  #takeFinished(): AttemptEnd[] {
    if (this.#suspects > 0) {
      this.#suspects--;
      this.#again = true;
      return this.#finished.splice(0, 1);
    }
    const seen = new Set<string>();
    const later: AttemptEnd[] = [];
    const now = this.#finished.filter((end) => {
      const jobId = end.settlement?.lease.jobId;
      if (jobId === undefined || !seen.has(jobId)) {
        if (jobId !== undefined) seen.add(jobId);
        return true;
      }
      later.push(end);
      return false;
    });
    this.#finished = later;
    if (later.length > 0) this.#again = true;
    return now;
  }

  #release(ends: readonly AttemptEnd[], won: ReadonlySet<string>): void {
    for (const end of ends) {
      this.#released.add(end);
      this.#tokens.delete(this.#tokenOf.get(end) ?? "");
      void end.onSettled?.(end.settlement !== null && won.has(end.settlement.lease.token));
    }
    if (this.runningJobs === 0) this.#onIdle?.();
  }

  #run(job: ClaimedJob): void {
    this.#tokens.add(job.lease_token);
    this.options.execute(job).then((end) => {
      this.#tokenOf.set(end, job.lease_token);
      this.#finished.push(end);
      this.#wake();
    });
  }

  async #sleep(): Promise<void> {
    const { db, workerId } = this.options;
    const ms = await msUntilClaimable(db, workerId);
    // 0: something fell due since the claim, or another worker is just claiming it; timers take that as 1 ms.
    if (ms !== null) this.#wakeIn(Math.min(MAX_SLEEP_MS, ms));
  }

  #wakeIn(ms: number): void {
    if (this.#stopping && this.#finished.length === 0) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#wake(), ms);
  }
}
