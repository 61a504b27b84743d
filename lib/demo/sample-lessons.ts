/** The sample lessons, for whoever wants to see what the product makes of a lesson. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { putLesson } from "@/lib/lessons/lessons";
import { demoLessons, slowLesson, tooLongLesson } from "./demo-lessons";

const samples = [...demoLessons, slowLesson, tooLongLesson];

/**
 * Stores those that are not there; one that somebody has changed stays as it is.
 * @returns the ids of the new ones
 * @throws AppError permission_denied for a teacher, because the samples belong to several teachers
 */
export async function addSampleLessons(caller: Caller): Promise<string[]> {
  if (ownerOf(caller) !== null) {
    throw new AppError("permission_denied", "Sample lessons belong to several teachers");
  }
  const there = await db().lesson.findMany({
    where: { id: { in: samples.map(({ id }) => id) } },
    select: { id: true },
  });
  const known = new Set(there.map(({ id }) => id));
  const missing = samples.filter(({ id }) => !known.has(id));
  for (const { id, title, content, userId } of missing) {
    await putLesson(id, { title, content, user_id: userId }, caller);
  }
  return missing.map(({ id }) => id);
}
