/** The language model is asked in a worker's thread, which loads its code in another way than the tests do. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { config } from "@/lib/config";
import { deckDocument } from "@/lib/contract/decks";
import type { GenerateInput, Job } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { getPresentation } from "@/lib/decks/decks";
import { downloadExport } from "@/lib/decks/download";
import { cancelJob } from "@/lib/jobs/cancel";
import { listLogs } from "@/lib/jobs/job-logs";
import { watches } from "@/lib/jobs/job-watch";
import { getJob, listAttempts } from "@/lib/jobs/read";
import { readModelState } from "@/lib/llm/model-state";
import { logger } from "@/lib/log";
import { type Behaviour, polite, startFakeModel } from "@/lib/presentations/polish/fake-model";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, service } from "@/lib/testing/factories";
import { Worker } from "./worker";

let behave: Behaviour = polite;
const model = await startFakeModel((...asked) => behave(...asked));
afterAll(() => model.close());
setUpTestDatabase({
  LLM_BASE_URL: model.baseUrl,
  LLM_API_KEY: "secret-key",
  LLM_MODEL: "fake",
  LLM_PRICE_INPUT: "2.5",
  LLM_PRICE_OUTPUT: "10",
  LLM_PRICE_CURRENCY: "EUR",
  RETRY_DELAYS: "0",
  // Each thread loads all of the code.
  WORKER_CONCURRENCY: "1",
});

let worker: Worker;
beforeAll(async () => {
  worker = new Worker(db(), config(), logger("worker"), { version: "test" });
  await worker.start();
});
afterAll(() => worker.stop());
beforeEach(() => {
  model.asked.length = 0;
});

/** The job when `isThere` is true of it. */
function jobWhen(jobId: string, isThere: (job: Job) => boolean): Promise<Job> {
  return new Promise((resolve, reject) => {
    const look = () =>
      getJob(jobId, service).then((job) => {
        if (!isThere(job)) return;
        stop();
        resolve(job);
      }, reject);
    const stop = watches().jobs.watch(jobId, () => void look());
    void look();
  });
}

async function ended(input: Partial<GenerateInput> = {}): Promise<Job> {
  const { job_id } = await givenJob({ use_llm_polish: true, max_retries: 0, ...input });
  const job = await jobWhen(job_id, ({ completed_at }) => completed_at !== null);
  expect([job.status, job.error_message]).toEqual(["completed", null]);
  return job;
}

const deckOf = (job: Job) => getPresentation(job.presentation_id ?? "", service);

test("a deck is polished, and job and deck tell what was, what was not, why, and what it cost", async () => {
  // It obeys the slide of the materials, which tells it to add a link.
  behave = (asked, response, count) => {
    const slides = asked.slides.map((slide) =>
      slide.number === 1 ? { ...slide, title: `${slide.title}: see www.evil.example` } : slide,
    );
    polite({ ...asked, slides }, response, count);
  };
  const job = await ended();
  const questions = model.asked.length;
  expect(questions).toBeGreaterThan(0);

  const { slides, polish } = await deckOf(job);
  expect(polish?.outcome).toBe("partly");
  expect(polish?.kept).toHaveLength(questions);
  expect(polish?.kept[0]).toEqual({
    slide_id: slides[0]?.id,
    code: "wording_refused",
    reason: expect.stringMatching(/^the new wording was refused, the title .*“www\.evil\.example/),
  });
  expect(
    new Set([...(polish?.polished_slide_ids ?? []), ...(polish?.kept.map((one) => one.slide_id) ?? [])]),
  ).toEqual(new Set(slides.map(({ id }) => id)));
  for (const { id, title } of slides) {
    expect(title.endsWith(" together")).toBe(polish?.polished_slide_ids.includes(id));
  }
  const download = await downloadExport(job.presentation_id ?? "", "json", service);
  expect(deckDocument.parse(await download.json()).polish).toEqual(polish);

  const usage = {
    model: "fake",
    requests: questions,
    prompt_tokens: 100 * questions,
    completion_tokens: 20 * questions,
    cost: expect.closeTo((100 * 2.5 + 20 * 10) * questions * 1e-6, 12),
    currency: "EUR",
  };
  expect(job.result_data).toMatchObject({
    polish: {
      outcome: "partly",
      polished_slides: slides.length - questions,
      kept_slides: questions,
      kept_because: expect.arrayContaining([
        { code: "wording_refused", reason: polish?.kept[0]?.reason, slides: expect.any(Number) },
      ]),
      usage,
    },
  });
  expect((await listAttempts(job.job_id, service)).map(({ llm_usage }) => llm_usage)).toEqual([usage]);
  const lines = (await listLogs(job.job_id, service)).map(({ message }) => message);
  expect(lines).toContain(`Slide 1 keeps the outline's text: ${polish?.kept[0]?.reason}`);
  expect(await readModelState()).toMatchObject({ state: "closed", requests: questions, currency: "EUR" });
});

test("jobs that got nothing put the model to rest for those after them, until one that tries is answered", async () => {
  behave = (_, response) => response.writeHead(503, { "retry-after": "0" }).end();
  for (const _ of [1, 2, 3]) {
    expect((await deckOf(await ended())).polish?.outcome).toBe("unavailable");
  }
  const asked = model.asked.length;
  const resting = await ended();
  expect(model.asked).toHaveLength(asked);
  expect((await deckOf(resting)).polish).toMatchObject({
    outcome: "skipped",
    kept: expect.arrayContaining([expect.objectContaining({ code: "model_rests" })]),
  });
  expect((await listAttempts(resting.job_id, service))[0]?.llm_usage).toBeNull();
  expect(await readModelState()).toMatchObject({
    state: "open",
    consecutive_failures: 3,
    trouble: "the language model answered with status 503",
  });

  behave = polite;
  await db().languageModel.updateMany({ data: { restsUntil: new Date(Date.now() - 1_000) } });
  expect((await deckOf(await ended())).polish?.outcome).toBe("polished");
  expect(await readModelState()).toMatchObject({ state: "closed", consecutive_failures: 0, trouble: null });
});

test("a job that is cancelled while it asks keeps what it had spent", async () => {
  let asks = () => {};
  const hasAsked = new Promise<void>((resolve) => {
    asks = resolve;
  });
  behave = () => asks();
  const { job_id } = await givenJob({ use_llm_polish: true });
  await hasAsked;
  await cancelJob(job_id, "no longer needed", service);
  // The worker writes it down when it has noticed.
  await expect
    .poll(async () => (await listAttempts(job_id, service))[0]?.llm_usage, { timeout: 10_000, interval: 50 })
    .toMatchObject({ model: "fake", prompt_tokens: null, cost: null });
  expect(await readModelState()).toMatchObject({ state: "closed", consecutive_failures: 0 });
});
