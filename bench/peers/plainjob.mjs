// plainjob: SQLite, WAL at synchronous=NORMAL (an acknowledged job can be lost with the power), one job at a time, polls once a
// second. It has no settings that make it faster.
import path from "node:path";
import Database from "better-sqlite3";
import { better, defineQueue, defineWorker } from "plainjob";

const JOB_TYPE = "bench";
const logger = { error: console.error, warn: console.warn, info() {}, debug() {} };

const connect = ({ folder }) =>
  defineQueue({ connection: better(new Database(path.join(folder, "plainjob.db"))), logger });

export async function prepare(place) {
  connect(place).close();
}

/** @returns {Promise<import("../queue").Queue>} */
export async function open(place) {
  const queue = connect(place);
  return {
    async enqueueMany(count) {
      queue.addMany(JOB_TYPE, Array(count).fill({}));
    },
    enqueue: async () => String(queue.add(JOB_TYPE, {}).id),
    async startWorker(onJob) {
      const worker = defineWorker(JOB_TYPE, (job) => onJob(String(job.id)), { queue, logger });
      worker.start().catch((error) => logger.error(error));
      return { stop: () => worker.stop() };
    },
    close: async () => queue.close(),
  };
}
