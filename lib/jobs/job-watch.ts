/**
 * Follows single jobs for event streams. All streams of a process share one watch: a change of the database costs one
 * query for the revisions of all watched jobs, however many streams look at them.
 */
import { config } from "@/lib/config";
import { openChangeSource } from "@/lib/db/change-feed";
import type { ChangeSource } from "@/lib/db/change-source";
import { type Db, db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { countJobs } from "@/lib/stats/counts";
import { CountsWatch } from "./counts-watch";
import { inTurn } from "./in-turn";

/** Streams show at most this many states a second; the last one always arrives. */
const MIN_INTERVAL_MS = 50;

type Watched = { rev: number | null; listeners: Set<() => void> };

export class JobWatch {
  #jobs = new Map<string, Watched>();
  #unsubscribe: (() => void) | null = null;
  #timer: NodeJS.Timeout | undefined;
  readonly #check = inTurn(
    () => this.#notifyChanged(),
    () => {
      // A database that is busy now has changed again later: the feed's slow poll brings us back.
    },
  );

  constructor(
    private readonly db: Db,
    private readonly feed: ChangeSource,
  ) {}

  /** Calls `listener` after the job's row changed or went. Returns what stops it. */
  watch(jobId: string, listener: () => void): () => void {
    const watched = this.#jobs.get(jobId) ?? { rev: null, listeners: new Set() };
    watched.listeners.add(listener);
    this.#jobs.set(jobId, watched);
    this.#unsubscribe ??= this.feed.subscribe(() => this.#schedule());
    // A change between the listener's first look and now must not be missed.
    this.#schedule();
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0) this.#jobs.delete(jobId);
      if (this.#jobs.size === 0) {
        this.#unsubscribe?.();
        this.#unsubscribe = null;
        clearTimeout(this.#timer);
        this.#timer = undefined;
      }
    };
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#check();
    }, MIN_INTERVAL_MS);
  }

  async #notifyChanged(): Promise<void> {
    const asked = [...this.#jobs];
    const rows = await this.db.$queryRaw<{ id: string; rev: number }[]>`
      SELECT id, rev FROM presentation_jobs WHERE id IN ${sql.oneOf(asked.map(([id]) => id))}`;
    const revs = new Map(rows.map((row) => [row.id, row.rev]));
    for (const [id, watched] of asked) {
      const rev = revs.get(id) ?? -1;
      if (watched.rev === rev) continue;
      watched.rev = rev;
      for (const listener of watched.listeners) listener();
    }
  }
}

type Watches = { feed: ChangeSource; jobs: JobWatch; counts: CountsWatch };
// One per process, although Next.js bundles this module several times.
const shared = globalThis as typeof globalThis & { __presentationJobsWatches?: Watches };

/** The change feed of this process and what follows it. */
export function watches(): Watches {
  if (!shared.__presentationJobsWatches) {
    const feed = openChangeSource(config().database);
    shared.__presentationJobsWatches = {
      feed,
      jobs: new JobWatch(db(), feed),
      counts: new CountsWatch(countJobs, feed),
    };
  }
  return shared.__presentationJobsWatches;
}
