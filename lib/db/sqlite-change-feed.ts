/**
 * Tells when the database may have changed, whoever wrote, without busy polling. A watch on the write-ahead log fires when
 * somebody writes to it, which is before their commit can be seen; so from there `PRAGMA data_version` (a counter in shared
 * memory: no I/O) is looked at in growing steps until it has moved. Should the watch miss one, a slow look finds it.
 */
import { type FSWatcher, watch } from "node:fs";
import path from "node:path";
import type { ChangeSource } from "./change-source";
import type { Db } from "./client";

/** Only a safety net behind the watch, so slow is fine: twice a second costs nothing measurable. */
const SLOW_LOOK_MS = 500;
/** From the write to the visible commit lies one fsync: a millisecond on a good disk, tens on a bad one. */
const LOOKS_MS = [0, 1, 2, 4, 8, 16, 32, 64];
/** A write during a longer pause than this begins the looks anew, so that it is noticed as fast as the first. */
const LONG_PAUSE_MS = 4;

type Listener = () => void;

export class SqliteChangeFeed implements ChangeSource {
  readonly #listeners = new Set<Listener>();
  #watcher: FSWatcher | null = null;
  #slowLook: NodeJS.Timeout | null = null;
  #nextLook: NodeJS.Timeout | null = null;
  #step = 0;
  #looking = false;
  #version: unknown = null;
  #scheduled = false;

  constructor(
    private readonly db: Db,
    private readonly databasePath: string,
  ) {}

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
    try {
      this.#watcher = watch(path.dirname(this.databasePath), (_event, file) => {
        if (file === null || file === log) this.#onWrite();
      });
      this.#watcher.on("error", () => this.#watcher?.close());
    } catch {
      // The system has no watches left (fs.inotify.max_user_watches): the slow look still serves.
    }
    // The first look only learns where the counter stands.
    void this.#look();
    this.#slowLook = setInterval(() => void this.#look(), SLOW_LOOK_MS);
    this.#slowLook.unref();
  }

  #stop(): void {
    this.#watcher?.close();
    this.#watcher = null;
    if (this.#slowLook) clearInterval(this.#slowLook);
    if (this.#nextLook) clearTimeout(this.#nextLook);
    this.#slowLook = null;
    this.#nextLook = null;
  }

  #onWrite(): void {
    // Our own commits are visible by now, and never move our own data_version.
    this.#notify();
    const pauseMs = LOOKS_MS[this.#step] ?? 0;
    if (this.#nextLook && pauseMs <= LONG_PAUSE_MS) return;
    this.#step = 0;
    this.#lookLater();
  }

  #lookLater(): void {
    if (this.#nextLook) clearTimeout(this.#nextLook);
    this.#nextLook = null;
    const pauseMs = LOOKS_MS[this.#step];
    if (pauseMs === undefined || this.#listeners.size === 0) return;
    this.#nextLook = setTimeout(() => void this.#lookAgain(), pauseMs);
  }

  async #lookAgain(): Promise<void> {
    if (await this.#look()) {
      if (this.#nextLook) clearTimeout(this.#nextLook);
      this.#nextLook = null;
      return;
    }
    this.#step++;
    this.#lookLater();
  }

  /** Whether somebody else's commit has become visible since the last look. */
  async #look(): Promise<boolean> {
    if (this.#looking) return false;
    this.#looking = true;
    try {
      const [row] = await this.db.$queryRaw<{ data_version: unknown }[]>`PRAGMA data_version`;
      const changed = this.#version !== null && this.#version !== row?.data_version;
      this.#version = row?.data_version;
      if (changed) this.#notify();
      return changed;
    } catch {
      // A database that cannot be read now is reported by whoever really needs it; the next look tries again.
      return false;
    } finally {
      this.#looking = false;
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
