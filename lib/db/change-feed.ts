/**
 * Tells when the database may have changed, whoever wrote: within a millisecond by watching the write-ahead log, and at
 * the latest after `POLL_MS` by `PRAGMA data_version` (a counter in shared memory: no I/O), should the watch miss one.
 */
import { type FSWatcher, watch } from "node:fs";
import path from "node:path";
import type { Db } from "./client";

/** Only a safety net behind the watch, so slow is fine: twice a second costs nothing measurable. */
const POLL_MS = 500;

type Listener = () => void;

export class ChangeFeed {
  #listeners = new Set<Listener>();
  #watcher: FSWatcher | null = null;
  #timer: NodeJS.Timeout | null = null;
  #version: unknown = null;
  #scheduled = false;

  constructor(
    private readonly db: Db,
    private readonly databasePath: string,
  ) {}

  /** Calls `listener` after changes, several at once folded into one call. Returns the function that stops it. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  }

  #start(): void {
    const log = `${path.basename(this.databasePath)}-wal`;
    // The folder, not the log file: SQLite deletes and remakes the log, and a watch on a deleted file stays silent.
    this.#watcher = watch(path.dirname(this.databasePath), (_event, file) => {
      if (file === null || file === log) this.#notify();
    });
    this.#watcher.on("error", () => this.#watcher?.close());
    this.#timer = setInterval(() => void this.#poll(), POLL_MS);
    this.#timer.unref();
  }

  #stop(): void {
    this.#watcher?.close();
    this.#watcher = null;
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  async #poll(): Promise<void> {
    try {
      const [row] = await this.db.$queryRaw<{ data_version: unknown }[]>`PRAGMA data_version`;
      const changed = this.#version !== null && this.#version !== row?.data_version;
      this.#version = row?.data_version;
      if (changed) this.#notify();
    } catch {
      // A database that cannot be read now is reported by whoever really needs it; the next poll tries again.
    }
  }

  #notify(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      for (const listener of this.#listeners) listener();
    });
  }
}
