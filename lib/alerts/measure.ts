import type { Logger } from "pino";
import { type AlertKind, alertKinds } from "@/lib/contract/alert-rules";
import {
  desertedJobs,
  longestWait,
  minutesWithoutCompletion,
  minutesWithoutRollup,
  recentFailureRate,
} from "./measure-queue";
import { databaseMegabytes, freeMegabytes } from "./measure-storage";

/** In the unit of the rule; null: there is nothing to measure, and so nothing wrong. */
const measures: Record<AlertKind, () => Promise<number | null>> = {
  no_worker: desertedJobs,
  stalled: minutesWithoutCompletion,
  failure_rate: recentFailureRate,
  queue_delay: longestWait,
  disk_space: freeMegabytes,
  database_size: databaseMegabytes,
  rollup: minutesWithoutRollup,
};

/** What every rule measures now. A rule that cannot be measured is left out, and stays as it is. */
export async function measureAll(log: Logger): Promise<Map<AlertKind, number | null>> {
  const values = new Map<AlertKind, number | null>();
  // One after another: nobody waits for them, and together they would keep others waiting for the database.
  for (const kind of alertKinds) {
    try {
      values.set(kind, await measures[kind]());
    } catch (error) {
      log.warn({ err: error, kind }, "alert_not_measured");
    }
  }
  return values;
}
