/** A job queue as the benchmark sees it: ours and every peer are measured through this, by the same code. */

/** Where a queue keeps its data. Each measurement gets a fresh place of its own. */
export type Place = {
  /** An empty folder on a real disk. */
  folder: string;
  /** A fresh database of a PostgreSQL server; empty when the queue needs none. */
  postgresUrl: string;
  /** A Redis server; empty when the queue needs none. */
  redisUrl: string;
};

/** `slots`: jobs that one worker runs or fetches at once. `tuned`: the fastest settings its documentation names. */
export type Settings = { slots: number; tuned: boolean };

export type RunningWorker = { stop(): Promise<void> };

export type Queue = {
  /** Stores no-op jobs by the fastest documented way. */
  enqueueMany(count: number): Promise<void>;
  /** Stores one no-op job and gives its id; resolves when the queue acknowledges it. */
  enqueue(): Promise<string>;
  /** Runs jobs; `onJob` is called with the id as each one's handler starts. */
  startWorker(onJob: (jobId: string) => void): Promise<RunningWorker>;
  close(): Promise<void>;
};

export type QueueModule = {
  /** Makes the tables. Called once for a place, before it is opened by one or more processes. */
  prepare(place: Place): Promise<void>;
  open(place: Place, settings: Settings): Promise<Queue>;
};
