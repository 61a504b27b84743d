// graphile-worker: PostgreSQL. Tuned: the settings of its own performance page (https://worker.graphile.org/docs/performance).
import { Logger, makeWorkerUtils, run, runMigrations } from "graphile-worker";

const TASK = "bench";
const logger = new Logger(() => (level, message) => {
  if (level === "error" || level === "warning") console.error(message);
});

const presetOf = ({ postgresUrl }, settings) => ({
  worker: {
    connectionString: postgresUrl,
    logger,
    ...(settings?.tuned && {
      concurrentJobs: 24,
      maxPoolSize: 25,
      localQueue: { size: settings.slots },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
    }),
  },
});

export async function prepare(place) {
  await runMigrations({ preset: presetOf(place) });
}

/** @returns {Promise<import("../queue").Queue>} */
export async function open(place, settings) {
  const preset = presetOf(place, settings);
  const utils = await makeWorkerUtils({ preset });
  return {
    async enqueueMany(count) {
      await utils.addJobs(Array(count).fill({ identifier: TASK, payload: {} }));
    },
    enqueue: async () => (await utils.addJob(TASK, {})).id,
    async startWorker(onJob) {
      const taskList = { [TASK]: (_payload, { job }) => onJob(job.id) };
      return run({ preset, taskList, noHandleSignals: true });
    },
    close: () => utils.release(),
  };
}
