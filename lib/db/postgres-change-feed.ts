/**
 * Tells when the database may have changed, whoever wrote: triggers notify a channel at commit (prisma/migrations-postgres), and
 * one connection per process listens. What was notified while it was broken is lost, so listeners are told after every
 * reconnection, and now and then in any case.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import type { ChangeSource } from "./change-source";
import { connectionConfig } from "./postgres-connection";

/** The channel that the triggers notify. */
const CHANNEL = "presentation_jobs_changed";
/** A connection whose other end is gone without a word looks healthy: asking now and then finds out, and costs nothing. */
const POLL_MS = 5_000;
/** The wait before the first new try; it doubles up to the maximum. Spread, so that not all processes come at once. */
const MIN_PAUSE_MS = 100;
const MAX_PAUSE_MS = 5_000;

type Listener = () => void;

export class PostgresChangeFeed implements ChangeSource {
  #listeners = new Set<Listener>();
  #stop: AbortController | null = null;
  #scheduled = false;

  constructor(private readonly url: string) {}

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.#stop === null) {
      this.#stop = new AbortController();
      void this.#run(this.#stop.signal);
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stop?.abort();
      this.#stop = null;
    };
  }

  async #run(signal: AbortSignal): Promise<void> {
    let pauseMs = MIN_PAUSE_MS;
    while (!signal.aborted) {
      try {
        await this.#listen(signal, () => {
          pauseMs = MIN_PAUSE_MS;
        });
      } catch {
        if (signal.aborted) return;
        // The server is away or starting. Whoever really needs the database reports that; the feed only comes back.
      }
      await sleep(pauseMs * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
      pauseMs = Math.min(MAX_PAUSE_MS, pauseMs * 2);
    }
  }

  /** Listens on a new connection until it breaks or `signal` aborts; rejects then. */
  async #listen(signal: AbortSignal, onListening: () => void): Promise<never> {
    const client = new Client({ ...connectionConfig(this.url), query_timeout: POLL_MS });
    const broken = new Promise<never>((_resolve, reject) => {
      client.on("error", reject);
      client.on("end", () => reject(new Error("The connection ended")));
    });
    client.on("notification", () => this.#notify());
    const listening = async (): Promise<never> => {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      onListening();
      for (;;) {
        this.#notify();
        await sleep(POLL_MS, undefined, { signal });
        await client.query("SELECT 1");
      }
    };
    try {
      return await Promise.race([broken, listening()]);
    } finally {
      // A broken connection has nobody to say goodbye to: not waited for.
      void client.end().catch(() => {});
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
