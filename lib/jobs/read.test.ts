import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { DeckContent } from "@/lib/contract/decks";
import { generateInput, jobListInput, regenerateInput } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenJob, givenLesson, service } from "@/lib/testing/factories";
import { cancelJob } from "./cancel";
import { enqueueJobs } from "./enqueue";
import { listJobs } from "./list/list-jobs";
import { getJob, listAttempts } from "./read";
import { regenerateDeck } from "./regenerate";
import { claimJobs } from "./store/claim-jobs";
import { settleJobs } from "./store/settle-jobs";

setUpTestDatabase();

describe("reading a job", () => {
  test("shows broken JSON of an imported row as the text that it is", async () => {
    const { job_id } = await givenJob();
    await db().presentationJob.update({
      where: { id: job_id },
      data: { resultData: "{half", errorDetails: '{"whole":1}', stages: "nonsense" },
    });
    expect(await getJob(job_id, service)).toMatchObject({
      result_data: "{half",
      error_details: { whole: 1 },
    });
    const { stages } = (await getJob(job_id, service)).detailed_progress;
    expect(stages.every((stage) => stage.status === "pending")).toBe(true);
  });
});

describe("the list of jobs", () => {
  const list = async (query: object) =>
    (await listJobs(jobListInput.parse(query), service)).jobs.map((job) => job.job_id);

  test("is narrowed by every filter alone", async () => {
    const { job_id: high, lesson_id } = await givenJob({ priority: "high", style: "high-contrast" });
    const { job_id: plain } = await givenJob();
    await cancelJob(plain, null, service);
    const hourMs = 3_600_000;
    const [before, after] = [new Date(Date.now() - hourMs), new Date(Date.now() + hourMs)].map((time) =>
      time.toISOString(),
    );
    expect(await list({})).toEqual([plain, high]);
    expect(await list({ status: "cancelled" })).toEqual([plain]);
    expect(await list({ priority: "high" })).toEqual([high]);
    expect(await list({ style: "high-contrast" })).toEqual([high]);
    expect(await list({ lesson_id })).toEqual([high]);
    expect(await list({ error_code: "CANCELLED" })).toEqual([plain]);
    expect(await list({ include_finished: "false" })).toEqual([high]);
    // Only finished jobs, but none that are finished: nothing, not everything.
    expect(await list({ include_finished: "false", status: "cancelled" })).toEqual([]);
    expect(await list({ created_after: before, created_before: after })).toHaveLength(2);
    expect(await list({ created_after: after })).toEqual([]);
    expect(await list({ created_before: before })).toEqual([]);
  });

  test("comes in pages that miss and repeat none, newest first, while new jobs arrive", async () => {
    const lesson_id = await givenLesson();
    const ids = await enqueueJobs(
      Array.from({ length: 5 }, () => generateInput.parse({ lesson_id })),
      service,
    );
    // All of one instant: only the ids tell them apart.
    await db().presentationJob.updateMany({ data: { createdAt: new Date(Date.now() - 1000) } });
    const seen: string[] = [];
    const totals: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listJobs(jobListInput.parse({ limit: "2", cursor }), service);
      seen.push(...page.jobs.map((job) => job.job_id));
      totals.push(page.total);
      cursor = page.nextCursor;
      await givenJob({ lesson_id });
    }
    expect(seen).toEqual([...ids].sort().reverse());
    expect(totals).toEqual([5, 6, 7]);
  });

  test("that fits one page exactly has no next one", async () => {
    await givenJob();
    await givenJob();
    const page = await listJobs(jobListInput.parse({ limit: "2" }), service);
    expect(page).toMatchObject({ nextCursor: null, total: 2 });
    expect(page.jobs).toHaveLength(2);
  });
});

test("an attempt that runs has a start and no end", async () => {
  const { job_id } = await givenJob();
  await db().$transaction((tx) => claimJobs(tx, { workerId: "worker-a", limit: 1, leaseMs: 30_000 }));
  expect(await listAttempts(job_id, service)).toMatchObject([
    { attempt: 1, outcome: "running", ended_at: null, run_seconds: null },
  ]);
});

test("the stack of an attempt is for those who run the service, not for teachers", async () => {
  const teacher = callerWith("teacher", "teacher-1");
  const { job_id } = await givenJob({ lesson_id: await givenLesson({ userId: "teacher-1" }) }, teacher);
  await db().$transaction((tx) => claimJobs(tx, { workerId: "worker-a", limit: 1, leaseMs: 30_000 }));
  await db().jobAttempt.updateMany({ where: { jobId: job_id }, data: { stack: "at /srv/app/x.ts" } });
  expect(await listAttempts(job_id, service)).toMatchObject([{ stack: "at /srv/app/x.ts" }]);
  expect(await listAttempts(job_id, teacher)).toMatchObject([{ attempt: 1, stack: null }]);
});

test("a deck is made again as its own job was asked for it, as a new job", async () => {
  const lesson_id = await givenLesson();
  await givenJob({ lesson_id, style: "high-contrast", timeout_seconds: 77, priority: "low" });
  const [job] = await db().$transaction((tx) =>
    claimJobs(tx, { workerId: "worker-a", limit: 1, leaseMs: 30_000 }),
  );
  const slide = {
    id: "slide-1",
    order: 1,
    title: "Clap the beat",
    subtitle: null,
    key_points: [],
    teacher_script: "",
    visual_prompt: "",
    duration_minutes: null,
    source_section: "overview",
    activity_id: null,
    standard_codes: [],
  } satisfies DeckContent["slides"][number];
  const content: DeckContent = {
    title: "Clap the beat",
    subtitle: null,
    language: "en",
    total_duration_minutes: null,
    slides: [slide],
  };
  const deck = {
    presentationId: randomUUID(),
    lessonId: lesson_id,
    lessonRevision: 1,
    style: "high-contrast",
    title: "Clap the beat",
    language: "en",
    totalSlides: 1,
    totalDurationMinutes: null,
    content: JSON.stringify(content),
    files: [],
  };
  const lease = { jobId: job?.id ?? "", token: job?.lease_token ?? "" };
  await db().$transaction((tx) =>
    settleJobs(tx, [{ kind: "completed", lease, stages: null, message: "1 slide", result: {}, deck }]),
  );
  const { job: again } = await regenerateDeck(
    deck.presentationId,
    regenerateInput.parse({ priority: "high" }),
    service,
  );
  expect(await getJob(again.job_id, service)).toMatchObject({
    lesson_id,
    status: "pending",
    style: "high-contrast",
    priority: "high",
    timeout_seconds: 77,
    use_llm_polish: false,
  });
  expect(again.job_id).not.toBe(job?.id);

  // The same request is the same, also when the deck's own job is gone by then.
  const asked = regenerateInput.parse({ priority: "low" });
  const first = await regenerateDeck(deck.presentationId, asked, service, "again");
  await db().presentationJob.delete({ where: { id: job?.id ?? "" } });
  const second = await regenerateDeck(deck.presentationId, asked, service, "again");
  expect(second).toEqual({ job: first.job, replayed: true });
});
