/**
 * Tells when somebody, whoever it was, has changed the database, without busy polling. A watch on the write-ahead log fires when
 * it is written to, which is before the commit can be seen; so from there `PRAGMA data_version` (a counter in shared memory:
 * microseconds, no I/O) is looked at in growing steps until it has moved. Should the watch miss one, a slow look finds it.
 */
import { type FSWatcher, watch } from "node:fs";
import path from "node:path";
import Database, { type Statement } from "better-sqlite3";
import type { ChangeSource } from "./change-source";

/** Only a safety net behind the watch, so slow is fine. */
const SLOW_LOOK_MS = 500;
/** A good disk syncs a commit within this time: so long each turn of the event loop looks, because a timer would take 1 ms. */
const EAGER_MS = 0.5;
/** The pauses between later looks; a bad disk needs tens of milliseconds for a sync. */
const LOOKS_MS = [1, 1, 2, 4, 8, 16, 32, 64];

type Listener = () => void;

export class SqliteChangeFeed implements ChangeSource {
  readonly #listeners = new Set<Listener>();
  #watcher: FSWatcher | null = null;
  #slowLook: NodeJS.Timeout | null = null;
  #nextLook: NodeJS.Timeout | null = null;
  #eagerUntil = 0;
  #looksEagerly = false;
  #version: Statement<[], number> | null = null;
  #seen = Number.NaN;
  #scheduled = false;

  constructor(private readonly databasePath: string) {}

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
    this.#seen = this.#readVersion();
    this.#slowLook = setInterval(() => this.#look(), SLOW_LOOK_MS);
    this.#slowLook.unref();
  }

  #stop(): void {
    this.#watcher?.close();
    this.#watcher = null;
    if (this.#slowLook) clearInterval(this.#slowLook);
    this.#lookNoMore();
    this.#slowLook = null;
    this.#version?.database.close();
    this.#version = null;
  }

  #onWrite(): void {
    this.#eagerUntil = performance.now() + EAGER_MS;
    if (this.#looksEagerly) return;
    this.#lookNoMore();
    this.#looksEagerly = true;
    this.#lookEagerly();
  }

  #lookEagerly(): void {
    if (!this.#looksEagerly || this.#look()) return;
    if (performance.now() < this.#eagerUntil) setImmediate(() => this.#lookEagerly());
    else this.#lookLater(0);
  }

  #lookLater(step: number): void {
    this.#looksEagerly = false;
    const pauseMs = LOOKS_MS[step];
    if (pauseMs === undefined) return;
    this.#nextLook = setTimeout(() => {
      if (!this.#look()) this.#lookLater(step + 1);
    }, pauseMs);
  }

  #lookNoMore(): void {
    this.#looksEagerly = false;
    if (this.#nextLook) clearTimeout(this.#nextLook);
    this.#nextLook = null;
  }

  /** Whether a commit has become visible since the last look; then the listeners are told, and the looks begin anew. */
  #look(): boolean {
    const version = this.#readVersion();
    if (Object.is(version, this.#seen)) return false;
    this.#seen = version;
    this.#lookNoMore();
    this.#notify();
    // Of two that wrote before this look only one may be visible yet, and no further event would tell of the other.
    this.#lookLater(0);
    return true;
  }

  /** The counter moves with the commits of all other connections, so this one writes nothing and is used for nothing else. */
  #readVersion(): number {
    try {
      this.#version ??= new Database(this.databasePath, { readonly: true, fileMustExist: true })
        .prepare<[], number>("PRAGMA data_version")
        .pluck();
      return this.#version.get() ?? this.#seen;
    } catch {
      // A database that cannot be read now is reported by whoever really needs it; the next look tries again.
      return this.#seen;
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
