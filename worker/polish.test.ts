/** The language model is asked in a worker's thread, which loads its code in another way than the tests do. */
import { afterAll, expect, test } from "vitest";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { watches } from "@/lib/jobs/job-watch";
import { getJob } from "@/lib/jobs/read";
import { logger } from "@/lib/log";
import { polite, startFakeModel } from "@/lib/presentations/polish/fake-model";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, service } from "@/lib/testing/factories";
import { Worker } from "./worker";

const model = await startFakeModel(polite);
afterAll(() => model.close());
setUpTestDatabase({
  LLM_BASE_URL: model.baseUrl,
  LLM_API_KEY: "secret-key",
  LLM_MODEL: "fake",
  RETRY_DELAYS: "0",
});

test("a worker's thread has a deck polished by the language model", async () => {
  const { job_id } = await givenJob({ use_llm_polish: true, max_retries: 0 });
  const worker = new Worker(db(), config(), logger("worker"), { version: "test" });
  await worker.start();
  try {
    const ended = new Promise<void>((resolve) => {
      const stop = watches().jobs.watch(job_id, () => {
        void getJob(job_id, service).then(({ completed_at }) => {
          if (completed_at === null) return;
          stop();
          resolve();
        });
      });
    });
    await ended;
  } finally {
    await worker.stop();
  }
  const job = await getJob(job_id, service);
  expect([job.status, job.error_message]).toEqual(["completed", null]);
  expect(model.asked.length).toBeGreaterThan(0);
  const { content } = await db().presentation.findUniqueOrThrow({ where: { id: job.presentation_id ?? "" } });
  expect(content).toContain(" together");
});
