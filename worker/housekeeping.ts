/** Duties that any worker may do and only one does at a time: each is taken in the database, and falls free when its holder dies. */
import { randomInt } from "node:crypto";
import type { Logger } from "pino";
import { ALERTS_AGE_MS, pruneAlerts } from "@/lib/alerts/history";
import { pruneAuditLog } from "@/lib/audit/prune";
import { pruneCredentials } from "@/lib/auth/prune";
import type { Config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { removeDroppedFiles } from "@/lib/decks/files/remove-dropped";
import { sweepDeckFiles } from "@/lib/decks/files/sweep-files";
import { pruneActions } from "@/lib/jobs/store/bulk-actions";
import { promoteWaiting, pruneFinished, takeDuty } from "@/lib/jobs/store/housekeeping";
import { pruneKeys } from "@/lib/jobs/store/idempotency-keys";
import { reapExpired } from "@/lib/jobs/store/reap-expired";
import { DEAD_WORKER_MS, forgetDeadWorkers } from "@/lib/jobs/workers";
import { readSettings } from "@/lib/settings/read-settings";
import { FOLD_INTERVAL_MS, FoldDuty } from "@/lib/stats/rollups/fold-waiting";
import { pruneRollups } from "@/lib/stats/rollups/store";
import { COUNT_WORKERS_INTERVAL_MS, countWorkers } from "@/lib/stats/rollups/worker-counts";
import type { Backups } from "./backups";

/** RELIABILITY.md: an orphan is back in the queue within lease + sweep, 45 s. A shorter lease is swept as often as it is renewed. */
const MAX_REAP_INTERVAL_MS = 10_000;
const PROMOTE_INTERVAL_MS = 15_000;
const CLEAN_INTERVAL_MS = 60_000;
/** Charts reach back so far, whatever became of the jobs. */
const ROLLUPS_AGE_MS = 90 * 24 * 60 * 60 * 1000;
/** So often somebody looks whether a backup is due; one that takes longer keeps the duty. */
const BACKUP_INTERVAL_MS = 60_000;
/** So soon a changed retention takes effect. */
const WATCH_INTERVAL_MS = 5_000;
/** Rows a transaction: short enough that nobody waits noticeably for it. */
const BATCH = 500;
/** Acts on many jobs are listed for a month; who did what is in the audit log for longer. */
const ACTIONS_AGE_MS = 30 * 24 * 60 * 60 * 1000;

export class Housekeeping {
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #folding: FoldDuty;
  /** As this worker saw it last. */
  #retention: string | undefined;
  /** From a random number: workers that are restarted often look through all files, too. */
  #cleanings = randomInt(0, 1_000);

  constructor(
    private readonly db: Db,
    private readonly config: Config,
    private readonly log: Logger,
    private readonly workerId: string,
    private readonly backups: Backups | null = null,
  ) {
    this.#folding = new FoldDuty(db, workerId, 0);
  }

  start(): void {
    const { backups } = this;
    const duties: [name: string, work: () => Promise<void>, everyMs: number][] = [
      ["reap", () => this.reap(), Math.min(MAX_REAP_INTERVAL_MS, this.config.leaseMs / 3)],
      ["promote", () => this.promote(), PROMOTE_INTERVAL_MS],
      ["clean", () => this.clean(), CLEAN_INTERVAL_MS],
      ["workers", () => countWorkers(this.db), COUNT_WORKERS_INTERVAL_MS],
    ];
    if (backups) duties.push(["backup", () => backups.makeDue(), BACKUP_INTERVAL_MS]);
    for (const [name, work, everyMs] of duties) {
      const run = () => this.#onDuty(name, everyMs, work);
      void run();
      this.#timers.push(setInterval(run, everyMs));
    }
    this.#timers.push(setInterval(() => void this.watchRetention(), WATCH_INTERVAL_MS));
    this.#timers.push(setInterval(() => void this.watchChanges(), FOLD_INTERVAL_MS));
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.backups?.stop();
  }

  /** The holder keeps the duty while it renews it in time; should it die, another takes over one interval later. */
  async #onDuty(name: string, everyMs: number, work: () => Promise<void>): Promise<void> {
    try {
      if (await takeDuty(this.db, name, this.workerId, everyMs * 1.5)) await work();
    } catch (error) {
      this.log.warn({ err: error, duty: name }, "housekeeping_failed");
    }
  }

  async watchChanges(): Promise<void> {
    try {
      await this.#folding.fold();
    } catch (error) {
      this.log.warn({ err: error, duty: "rollup" }, "housekeeping_failed");
    }
  }

  /** Cleans up at once when somebody has changed how long things are kept. */
  async watchRetention(): Promise<void> {
    try {
      const { job_retention_hours, audit_retention_days } = await readSettings(this.db, this.config);
      const retention = `${job_retention_hours} ${audit_retention_days}`;
      const isChanged = this.#retention !== undefined && this.#retention !== retention;
      this.#retention = retention;
      if (isChanged) await this.#onDuty("clean", CLEAN_INTERVAL_MS, () => this.clean());
    } catch (error) {
      this.log.warn({ err: error, duty: "watch" }, "housekeeping_failed");
    }
  }

  /** Takes jobs away from workers that stopped renewing their leases. */
  async reap(): Promise<void> {
    for (let full = true; full; ) {
      const { requeued, failed } = await this.db.$transaction((tx) => reapExpired(tx, BATCH));
      const count = requeued.length + failed.length;
      if (count > 0) this.log.warn({ requeued, failed }, "leases_reaped");
      full = count === BATCH;
    }
  }

  /** Lifts what has waited long. */
  async promote(): Promise<void> {
    const promoted = await promoteWaiting(this.db, this.config.priorityAgeingMs, BATCH);
    if (promoted > 0) this.log.debug({ promoted }, "promoted");
  }

  /** Deletes what is older than the settings say, and the files that no deck owns. */
  async clean(): Promise<void> {
    const settings = await readSettings(this.db, this.config);
    const ageMs = settings.job_retention_hours * 60 * 60 * 1000;
    for (let full = true; full; ) {
      const { jobs, decks } = await pruneFinished(this.db, ageMs, BATCH);
      if (jobs + decks.length > 0) this.log.info({ jobs, decks: decks.length }, "pruned");
      full = jobs === BATCH || decks.length === BATCH;
    }
    while ((await pruneKeys(this.db, BATCH)) === BATCH);
    while ((await pruneActions(this.db, ACTIONS_AGE_MS, BATCH)) >= BATCH);
    await forgetDeadWorkers(this.db, DEAD_WORKER_MS);
    await pruneCredentials(this.db);
    while ((await pruneAlerts(this.db, ALERTS_AGE_MS, BATCH)) === BATCH);
    while ((await pruneRollups(this.db, ROLLUPS_AGE_MS, BATCH)) === BATCH);
    await pruneAuditLog(this.db, settings.audit_retention_days, BATCH);
    // Last: a disk in trouble holds up nothing else.
    while (await removeDroppedFiles(this.db));
    await sweepDeckFiles(this.db, this.#cleanings++);
  }
}
