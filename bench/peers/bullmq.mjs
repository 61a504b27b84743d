// BullMQ: Redis with its log synced once a second (`appendfsync everysec`): an acknowledged job can be lost with the power.
import { Queue, Worker } from "bullmq";

const NAME = "bench";

function connectionOf({ redisUrl }) {
  const { hostname, port, pathname } = new URL(redisUrl);
  return {
    host: hostname,
    port: Number(port),
    db: Number(pathname.slice(1) || 0),
    maxRetriesPerRequest: null,
  };
}

export async function prepare() {}

/** @returns {Promise<import("../queue").Queue>} */
export async function open(place, { slots, tuned }) {
  const connection = connectionOf(place);
  const queue = new Queue(NAME, { connection });
  return {
    async enqueueMany(count) {
      await queue.addBulk(Array(count).fill({ name: "job", data: {} }));
    },
    enqueue: async () => (await queue.add("job", {})).id,
    async startWorker(onJob) {
      const worker = new Worker(NAME, async (job) => onJob(job.id), {
        connection,
        ...(tuned && { concurrency: slots }),
      });
      worker.on("error", console.error);
      await worker.waitUntilReady();
      return { stop: () => worker.close() };
    },
    close: () => queue.close(),
  };
}
