/** Duties that any worker may do at any time: each statement is guarded, so two workers at once do no harm. */
import type { Logger } from "pino";
import type { Config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { deckFoldersOlderThan, removeDeckFiles } from "@/lib/decks/deck-files";
import { findUnknownDecks } from "@/lib/decks/unknown-decks";
import { pruneFinished, reapExpired } from "@/lib/jobs/repository";
import { forgetDeadWorkers } from "@/lib/jobs/workers";

/** RELIABILITY.md: an orphan is back in the queue within lease + sweep, 45 s. */
const REAP_INTERVAL_MS = 10_000;
const CLEAN_INTERVAL_MS = 60_000;
const BATCH = 200;
/** Longer than any attempt may take (JOB_TIMEOUT_MINUTES allows a day), so no running attempt loses its files. */
const UNKNOWN_FILES_AGE_MS = 25 * 60 * 60 * 1000;
const DEAD_WORKER_MS = 60 * 60 * 1000;

export class Housekeeping {
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly db: Db,
    private readonly config: Config,
    private readonly log: Logger,
  ) {}

  start(): void {
    for (const [duty, everyMs] of [
      [() => this.reap(), REAP_INTERVAL_MS],
      [() => this.clean(), CLEAN_INTERVAL_MS],
    ] as const) {
      const run = () =>
        duty().catch((error: unknown) => this.log.warn({ err: error }, "housekeeping_failed"));
      void run();
      this.#timers.push(setInterval(run, everyMs));
    }
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  /** Takes jobs away from workers that stopped renewing their leases. */
  async reap(): Promise<void> {
    const { requeued, failed } = await reapExpired(this.db, BATCH);
    if (requeued.length + failed.length > 0) this.log.warn({ requeued, failed }, "leases_reaped");
  }

  /** Deletes what is older than CLEANUP_MAX_AGE_HOURS, and the files that no deck owns. */
  async clean(): Promise<void> {
    const ageMs = this.config.cleanupMaxAgeHours * 60 * 60 * 1000;
    let pruned: { jobs: number; presentations: number };
    do {
      pruned = await pruneFinished(this.db, ageMs, BATCH);
      if (pruned.jobs + pruned.presentations > 0) this.log.info(pruned, "pruned");
    } while (pruned.jobs === BATCH || pruned.presentations === BATCH);
    const old = await deckFoldersOlderThan(new Date(Date.now() - UNKNOWN_FILES_AGE_MS));
    for (const id of await findUnknownDecks(this.db, old)) await removeDeckFiles(id);
    await forgetDeadWorkers(this.db, DEAD_WORKER_MS);
  }
}
