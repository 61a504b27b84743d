import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { CleanupPreview } from "@/lib/contract/queue";
import { db } from "@/lib/db/client";
import { countJobs } from "@/lib/stats/counts";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, givenLesson, service } from "@/lib/testing/factories";
import { cancelJob } from "./cancel";
import { cleanUp } from "./maintenance";

setUpTestDatabase();

const HOUR_MS = 3_600_000;

/** A cancelled job that ended so many hours ago. */
async function givenEnded(
  hoursAgo: number,
  data: { status?: string; message?: string; attempt?: number } = {},
) {
  const { job_id } = await givenJob();
  await cancelJob(job_id, null, service);
  const completedAt = new Date(Date.now() - hoursAgo * HOUR_MS);
  await db().presentationJob.update({ where: { id: job_id }, data: { completedAt, ...data } });
}

/** Two decks of a lesson, of which the older went stale so many hours ago and has one file. */
async function givenReplacedDeck(hoursAgo: number, fileBytes: number, path = `exports/${randomUUID()}`) {
  const lessonId = await givenLesson();
  const at = new Date(Date.now() - hoursAgo * HOUR_MS);
  const deck = {
    lessonId,
    lessonRevision: 1,
    style: "default",
    title: "A deck",
    totalSlides: 1,
    content: "{}",
  };
  const file = { format: "pdf", path, sizeBytes: fileBytes, generatedAt: at };
  const times = { createdAt: at, updatedAt: at };
  await db().presentation.create({
    data: { ...deck, ...times, id: randomUUID(), status: "stale", files: { create: file } },
  });
  const now = new Date();
  await db().presentation.create({ data: { ...deck, id: randomUUID(), createdAt: now, updatedAt: now } });
}

test("deletes what ended long ago, never what has not ended", async () => {
  await givenEnded(3);
  await givenEnded(1);
  await givenJob();
  const dry = await cleanUp({ max_age_hours: 2, dry_run: true }, service);
  expect(dry).toMatchObject({ deleted_jobs: 1, max_age_hours: 2 });
  expect(await countJobs(service)).toMatchObject({ cancelled: 2, pending: 1 });
  expect(await cleanUp({ max_age_hours: 2, dry_run: false }, service)).toMatchObject({
    deleted_jobs: 1,
    deleted_decks: 0,
  });
  expect(await countJobs(service)).toMatchObject({ cancelled: 1, pending: 1 });
});

test("tells before what it would delete, by state and age, and then deletes just that", async () => {
  await givenEnded(3);
  await givenEnded(30);
  await givenEnded(40, { status: "failed", attempt: 2 });
  await givenEnded(24 * 8);
  await givenEnded(24 * 31);
  await givenEnded(1);
  await givenReplacedDeck(50, 10_000);
  await givenReplacedDeck(1, 10_000);
  const { preview, ...answer } = await cleanUp({ max_age_hours: 2, dry_run: true }, service);
  const shares = preview?.breakdown.map(({ kind, age, count, rows }) => [kind, age, count, rows]);
  expect(shares).toEqual([
    ["cancelled", "up_to_day", 1, 1],
    ["cancelled", "up_to_week", 1, 1],
    ["failed", "up_to_week", 1, 3],
    ["stale_deck", "up_to_week", 1, 2],
    ["cancelled", "up_to_month", 1, 1],
    ["cancelled", "older", 1, 1],
  ]);
  expect(answer).toMatchObject({ deleted_jobs: 5, deleted_decks: 1 });
  expect(preview).toMatchObject({ stale_decks: 1, total_rows: 9 });
  expect(bytesOf(preview, "stale_deck")).toBe(10_002);
  expect(await cleanUp({ max_age_hours: 2, dry_run: false }, service)).toMatchObject({
    deleted_jobs: 5,
    deleted_decks: 1,
  });
  const left = await cleanUp({ max_age_hours: 2, dry_run: true }, service);
  expect(left.preview).toEqual({ stale_decks: 0, total_rows: 0, total_bytes: 0, breakdown: [] });
});

test("counts only ages that lie behind the one it was asked for", async () => {
  await givenEnded(24 * 8);
  const { preview } = await cleanUp({ max_age_hours: 168, dry_run: true }, service);
  expect(preview?.breakdown.map(({ age, count }) => [age, count])).toEqual([["up_to_month", 1]]);
});

test("takes the length of texts into its estimate of bytes", async () => {
  await givenEnded(3);
  const short = await cleanUp({ max_age_hours: 2, dry_run: true }, service);
  await db().presentationJob.updateMany({ data: { message: "节".repeat(1_000) } });
  const long = await cleanUp({ max_age_hours: 2, dry_run: true }, service);
  const grown = bytesOf(long.preview, "cancelled") - bytesOf(short.preview, "cancelled");
  expect(grown).toBeGreaterThan(2_900);
  expect(grown).toBeLessThanOrEqual(3_000);
});

function bytesOf(preview: CleanupPreview | undefined, kind: string): number {
  return preview?.breakdown.find((share) => share.kind === kind)?.bytes ?? 0;
}

test("counts a file that decks share once, with the deck that frees it, and not while another deck keeps it", async () => {
  await givenReplacedDeck(50, 10_000, "exports/shared");
  await givenReplacedDeck(24 * 9, 10_000, "exports/shared");
  await givenReplacedDeck(50, 700, "exports/kept");
  await givenReplacedDeck(1, 700, "exports/kept");
  const dry = await cleanUp({ max_age_hours: 2, dry_run: true }, service);
  const shares = dry.preview?.breakdown.map(({ age, rows, bytes }) => [age, rows, bytes]);
  expect(shares).toEqual([
    ["up_to_week", 4, 10_004],
    ["up_to_month", 2, 2],
  ]);
});
