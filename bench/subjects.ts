/** The queues that are measured, and with which settings. */

export type Subject = {
  /** Heads its column. */
  name: string;
  /** What an acknowledged job survives; stands under the table. */
  durability: string;
  /** A QueueModule, relative to measure.ts. */
  module: string;
  /** Ours only: the same queue whose enqueue does not read the job back. */
  insertModule?: string;
  needs: "nothing" | "postgres" | "redis";
  /** Whether it needs the newer Node that the peers' package brings. */
  newerNode: boolean;
  /** Slots or batch sizes to try; the best one counts. */
  tunedSlots: readonly number[];
  defaultSlots: number;
  /** Its pick-up is measured as it comes, or tuned. */
  tunedPickUp: boolean;
  hasBulk: boolean;
};

const engine = { module: "./engine/engine-queue.ts", insertModule: "./engine/insert-queue.ts" };
const onSqlite = { needs: "nothing", newerNode: false } as const;
const onPostgres = { needs: "postgres", newerNode: true } as const;
const POWER_LOSS = "power loss: every commit is synced";

export const ours: readonly Subject[] = [
  {
    name: "ours, SQLite",
    durability: POWER_LOSS,
    ...engine,
    ...onSqlite,
    tunedSlots: [50, 100, 200, 400],
    defaultSlots: 10,
    tunedPickUp: false,
    hasBulk: true,
  },
  {
    name: "ours, PostgreSQL",
    durability: POWER_LOSS,
    ...engine,
    needs: "postgres",
    newerNode: false,
    tunedSlots: [100, 400],
    defaultSlots: 10,
    tunedPickUp: false,
    hasBulk: true,
  },
];

export const peers: readonly Subject[] = [
  {
    name: "plainjob",
    durability: "a crash, not power loss (`synchronous=NORMAL`)",
    module: "./peers/plainjob.mjs",
    ...onSqlite,
    // One job at a time, whatever is asked.
    tunedSlots: [1],
    defaultSlots: 1,
    tunedPickUp: false,
    hasBulk: true,
  },
  {
    name: "liteque",
    durability: "a crash, not power loss (`synchronous=NORMAL`)",
    module: "./peers/liteque.mjs",
    ...onSqlite,
    tunedSlots: [10],
    defaultSlots: 1,
    tunedPickUp: false,
    hasBulk: false,
  },
  {
    name: "pg-boss",
    durability: POWER_LOSS,
    module: "./peers/pg-boss.mjs",
    ...onPostgres,
    tunedSlots: [200, 500],
    defaultSlots: 1,
    tunedPickUp: true,
    hasBulk: true,
  },
  {
    name: "graphile-worker",
    durability: POWER_LOSS,
    module: "./peers/graphile-worker.mjs",
    ...onPostgres,
    tunedSlots: [500],
    defaultSlots: 1,
    tunedPickUp: true,
    hasBulk: true,
  },
  {
    name: "BullMQ",
    durability: "a crash of the worker; up to a second is lost with the server (`appendfsync everysec`)",
    module: "./peers/bullmq.mjs",
    needs: "redis",
    newerNode: true,
    tunedSlots: [50, 200],
    defaultSlots: 1,
    tunedPickUp: true,
    hasBulk: true,
  },
];
