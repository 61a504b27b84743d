import { expect, onTestFinished, test } from "vitest";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, service } from "@/lib/testing/factories";
import { cancelJob } from "./cancel";
import { watches } from "./job-watch";

setUpTestDatabase();

/** Counts how often a watch tells of a job. */
function countTold(jobId: string): { times: number } {
  const told = { times: 0 };
  const stop = watches().jobs.watch(jobId, () => {
    told.times++;
  });
  onTestFinished(stop);
  return told;
}

test("a listener is told at first and of the changes of its own job, not of another's", async () => {
  const [quiet, busy] = [await givenJob(), await givenJob()];
  const ofQuiet = countTold(quiet.job_id);
  const ofBusy = countTold(busy.job_id);
  await expect.poll(() => [ofQuiet.times, ofBusy.times], { timeout: 20_000 }).toEqual([1, 1]);
  await cancelJob(busy.job_id, null, service);
  await expect.poll(() => ofBusy.times, { timeout: 20_000 }).toBe(2);
  expect(ofQuiet.times).toBe(1);
});
