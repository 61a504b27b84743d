/**
 * Follows the counts of jobs by state for event streams. Counting costs what the table holds, so all streams that may see the same
 * rows share one count.
 */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import type { JobCounts } from "@/lib/contract/jobs";
import type { ChangeSource } from "@/lib/db/change-source";

/** While changes come, from the end of a count to the next; the last change is always counted. */
const REST_MS = 1_000;

export type CountsViewer = { tell: (counts: JobCounts) => void; fail: () => void };

export class CountsWatch {
  /** By owner; null is everybody. */
  readonly #shares = new Map<string | null, Share>();

  constructor(
    private readonly count: (caller: Caller) => Promise<JobCounts>,
    private readonly feed: ChangeSource,
  ) {}

  /**
   * Tells `viewer` the counts of what `caller` may see, now and after changes; `fail` when they cannot be had. Returns what stops it.
   */
  watch(caller: Caller, viewer: CountsViewer): () => void {
    const owner = ownerOf(caller);
    const share = this.#shares.get(owner) ?? new Share(() => this.count(caller), this.feed);
    this.#shares.set(owner, share);
    share.viewers.add(viewer);
    if (share.last) viewer.tell(share.last);
    return () => {
      share.viewers.delete(viewer);
      if (share.viewers.size > 0 || this.#shares.get(owner) !== share) return;
      this.#shares.delete(owner);
      share.stop();
    };
  }
}

/** The count of one owner's jobs, for as long as somebody looks at it. */
class Share {
  readonly viewers = new Set<CountsViewer>();
  /** As new as the feed's last word, or soon replaced. */
  last: JobCounts | null = null;
  readonly stop: () => void;
  #state: "idle" | "busy" | "busy and changed" | "stopped" = "idle";
  #rest: NodeJS.Timeout | undefined;

  constructor(
    private readonly count: () => Promise<JobCounts>,
    feed: ChangeSource,
  ) {
    const unsubscribe = feed.subscribe(() => this.#look());
    this.stop = () => {
      this.#state = "stopped";
      clearTimeout(this.#rest);
      unsubscribe();
    };
    this.#look();
  }

  #look(): void {
    if (this.#state === "busy") this.#state = "busy and changed";
    if (this.#state !== "idle") return;
    this.#state = "busy";
    void this.#countAndTell().then(() => {
      if (this.#state !== "stopped") this.#rest = setTimeout(() => this.#goOn(), REST_MS);
    });
  }

  #goOn(): void {
    const changed = this.#state === "busy and changed";
    this.#state = "idle";
    if (changed) this.#look();
  }

  async #countAndTell(): Promise<void> {
    try {
      const counts = await this.count();
      this.last = counts;
      for (const { tell } of [...this.viewers]) tell(counts);
    } catch {
      for (const { fail } of [...this.viewers]) fail();
    }
  }
}
