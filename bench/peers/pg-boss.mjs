// pg-boss: PostgreSQL. Tuned: LISTEN/NOTIFY, large batches, fetching on while batches are full. Default: one job every two seconds.
import { PgBoss } from "pg-boss";

const QUEUE = "bench";

async function start({ postgresUrl }, tuned) {
  const boss = new PgBoss({ connectionString: postgresUrl, useListenNotify: tuned });
  boss.on("error", console.error);
  await boss.start();
  return boss;
}

export async function prepare(place) {
  const boss = await start(place, false);
  // The flag only matters to listeners.
  await boss.createQueue(QUEUE, { notify: true });
  await boss.stop({ graceful: false });
}

/** @returns {Promise<import("../queue").Queue>} */
export async function open(place, { slots, tuned }) {
  const boss = await start(place, tuned);
  return {
    async enqueueMany(count) {
      await boss.insert(QUEUE, Array(count).fill({ data: {} }));
    },
    enqueue: () => boss.send(QUEUE, {}),
    async startWorker(onJob) {
      const options = tuned ? { batchSize: slots, burstWhenBatchFull: true, localConcurrency: 2 } : {};
      await boss.work(QUEUE, options, async (jobs) => {
        for (const job of jobs) onJob(job.id);
      });
      return { stop: () => boss.offWork(QUEUE) };
    },
    close: () => boss.stop({ graceful: false }),
  };
}
