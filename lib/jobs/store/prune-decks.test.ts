/** Which decks a clean-up may delete. Jobs: ../actions.test.ts. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenLesson } from "@/lib/testing/factories";
import { pruneFinished } from "./housekeeping";

setUpTestDatabase();

const HOUR_MS = 3_600_000;

/** A deck that last changed so many hours ago. */
async function givenDeck(lessonId: string, status: "stale" | "complete", hoursAgo: number): Promise<string> {
  const at = new Date(Date.now() - hoursAgo * HOUR_MS);
  const content = { style: "default", title: "A deck", totalSlides: 1, content: "{}" };
  const { id } = await db().presentation.create({
    data: { id: randomUUID(), lessonId, lessonRevision: 1, status, createdAt: at, updatedAt: at, ...content },
  });
  return id;
}
const decksLeft = async () => (await db().presentation.findMany()).map(({ id }) => id).sort();

test("deletes decks that have been stale for long, and tells which", async () => {
  const lesson = await givenLesson();
  const old = [await givenDeck(lesson, "stale", 50), await givenDeck(lesson, "stale", 49)];
  const kept = [await givenDeck(lesson, "stale", 2), await givenDeck(lesson, "complete", 1)];
  const { jobs, decks } = await pruneFinished(db(), 48 * HOUR_MS, 10);
  expect([jobs, decks.sort()]).toEqual([0, old.sort()]);
  expect(await decksLeft()).toEqual(kept.sort());
});

test("never deletes the newest deck of a lesson, however old and stale, nor one that is not stale", async () => {
  const [changed, lost] = [await givenLesson(), await givenLesson()];
  const newest = await givenDeck(changed, "stale", 90);
  const complete = await givenDeck(lost, "complete", 90);
  await givenDeck(lost, "complete", 80);
  expect(await pruneFinished(db(), 48 * HOUR_MS, 10)).toEqual({ jobs: 0, decks: [] });
  expect(await decksLeft()).toEqual(expect.arrayContaining([newest, complete]));
});

test("takes the oldest first and no more than it may at once", async () => {
  const lesson = await givenLesson();
  const [oldest, older] = [await givenDeck(lesson, "stale", 60), await givenDeck(lesson, "stale", 55)];
  await givenDeck(lesson, "complete", 1);
  expect((await pruneFinished(db(), 48 * HOUR_MS, 1)).decks).toEqual([oldest]);
  expect((await pruneFinished(db(), 48 * HOUR_MS, 1)).decks).toEqual([older]);
  expect((await pruneFinished(db(), 48 * HOUR_MS, 1)).decks).toEqual([]);
});
