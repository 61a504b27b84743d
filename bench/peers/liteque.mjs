// liteque: SQLite, WAL at synchronous=NORMAL. It has no bulk call and polls; default settings are those of its README.
import path from "node:path";
import { buildDBClient, Runner, SqliteQueue } from "liteque";

const fileIn = ({ folder }) => path.join(folder, "liteque.db");

export async function prepare(place) {
  buildDBClient(fileIn(place), { runMigrations: true });
}

/** @returns {Promise<import("../queue").Queue>} */
export async function open(place, { slots, tuned }) {
  const options = { defaultJobArgs: { numRetries: 2 }, keepFailedJobs: false };
  const queue = new SqliteQueue("bench", buildDBClient(fileIn(place)), options);
  return {
    async enqueueMany(count) {
      for (let i = 0; i < count; i++) await queue.enqueue({});
    },
    enqueue: async () => String((await queue.enqueue({})).id),
    async startWorker(onJob) {
      const run = async (job) => onJob(job.id);
      const runner = new Runner(
        queue,
        { run },
        { concurrency: tuned ? slots : 1, pollIntervalMs: 1000, timeoutSecs: 60 },
      );
      const stopped = runner.run();
      return {
        async stop() {
          runner.stop();
          await stopped;
        },
      };
    },
    close: async () => {},
  };
}
