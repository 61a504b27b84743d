import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { config } from "@/lib/config";
import { type Db, db } from "@/lib/db/client";
import { logger } from "@/lib/log";
import { bundle } from "@/lib/testing/bundle";
import { setUpTestDatabase } from "@/lib/testing/database";
import { Worker } from "../worker";
import { allJobsEnded, checkHistory } from "./history";
import { givenScriptedJob } from "./scripted-jobs";

setUpTestDatabase();

/** The database, but the answer to the commit that completes a job is lost on its way, once. */
function losingOneAnswer(real: Db): { client: Db; lost: () => boolean } {
  let lost = false;
  const transaction = real.$transaction.bind(real) as (...args: unknown[]) => Promise<unknown>;
  const $transaction = async (...args: unknown[]) => {
    const answer = await transaction(...args);
    if (!lost && (await real.presentationJob.count({ where: { status: "completed" } })) > 0) {
      lost = true;
      throw new Error("Connection terminated unexpectedly");
    }
    return answer;
  };
  const client = new Proxy(real, {
    get: (target, key) => (key === "$transaction" ? $transaction : Reflect.get(target, key, target)),
  });
  return { client, lost: () => lost };
}

test("a deck keeps its files when the answer to its commit was lost", async () => {
  const { client, lost } = losingOneAnswer(db());
  const threadEntry = pathToFileURL(bundle("worker/faults/scripted-thread.ts"));
  const worker = new Worker(client, config(), logger("worker"), { version: "test", threadEntry });
  await worker.start();
  const jobId = await givenScriptedJob({ fileBytes: 1_000 });
  await allJobsEnded();
  // Settles again, is refused, and cleans up.
  await worker.stop();
  expect(lost()).toBe(true);
  expect(await checkHistory([jobId])).toMatchObject({ completed: 1 });
}, 120_000);
