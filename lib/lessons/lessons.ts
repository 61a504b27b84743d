/** Lessons: stored, read, deleted. Ownership is part of every query. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type {
  ContentFormat,
  Lesson,
  LessonInput,
  LessonListInput,
  LessonSummary,
} from "@/lib/contract/lessons";
import { type DbOrTransaction, db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { removeDroppedNow } from "@/lib/decks/files/remove-dropped";
import { AppError } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import { decodeCursor, encodeCursor } from "@/lib/http/cursor";
import { LessonParseError } from "@/lib/presentations/lesson/lesson-parse-error";
import { checkLesson } from "@/lib/presentations/lesson/parse-lesson";
import { likeText } from "./like";

type LessonRow = {
  id: string;
  user_id: string | null;
  title: string;
  content: string;
  content_format: ContentFormat;
  revision: number;
  created_at: Date;
  updated_at: Date;
};

function toSummary(row: Omit<LessonRow, "content">): LessonSummary {
  return {
    lesson_id: row.id,
    user_id: row.user_id,
    title: row.title,
    content_format: row.content_format,
    revision: row.revision,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

function toLesson(row: LessonRow): Lesson {
  return {
    ...toSummary(row),
    content: row.content_format === "m2.0" ? JSON.parse(row.content) : row.content,
  };
}

/** Tells "not yours" from "not there" for a lesson that the caller's own query did not find. */
export async function refuseLesson(lessonId: string): Promise<never> {
  const exists = await db().$queryRaw<unknown[]>`SELECT 1 FROM lessons WHERE id = ${lessonId}`;
  throw new AppError(exists.length > 0 ? "lesson_access_denied" : "lesson_not_found");
}

async function lessonRow(lessonId: string, caller: Caller): Promise<LessonRow> {
  const rows = await db().$queryRaw<
    LessonRow[]
  >`SELECT * FROM lessons WHERE id = ${lessonId} AND ${within(caller)}`;
  return rows[0] ?? refuseLesson(lessonId);
}

/** The lesson as a worker reads it; null when it was deleted meanwhile. */
export async function findLessonForWork(
  db: DbOrTransaction,
  lessonId: string,
): Promise<{ id: string; title: string; content: string; format: ContentFormat; revision: number } | null> {
  const rows = await db.$queryRaw<LessonRow[]>`SELECT * FROM lessons WHERE id = ${lessonId}`;
  const row = rows[0];
  if (!row) return null;
  const { id, title, content, content_format: format, revision } = row;
  return { id, title, content, format, revision };
}

/** @throws AppError lesson_not_found, lesson_access_denied */
export async function getLesson(lessonId: string, caller: Caller): Promise<Lesson> {
  return toLesson(await lessonRow(lessonId, caller));
}

/**
 * Stores a lesson under the caller's id for it, or replaces it. A changed content raises the revision and marks its decks
 * stale. The content must be readable: what cannot be read is refused here, where somebody can still mend it.
 * @returns the lesson, and whether it is new
 * @throws AppError lesson_parse_failed, lesson_access_denied, permission_denied
 */
export async function putLesson(
  lessonId: string,
  input: LessonInput,
  caller: Caller,
): Promise<{ lesson: Lesson; created: boolean }> {
  const owner = ownerOf(caller);
  if (owner !== null && input.user_id !== undefined && input.user_id !== owner) {
    throw new AppError("permission_denied", "Only your own lessons can be stored", {
      fields: [{ field: "user_id", message: "must be your own id" }],
    });
  }
  const userId = owner ?? input.user_id ?? null;
  const format: ContentFormat = typeof input.content === "string" ? "markdown" : "m2.0";
  const content = typeof input.content === "string" ? input.content : JSON.stringify(input.content);
  await requireWritable(lessonId, caller);
  checkReadable(input, format);
  return db().$transaction(async (tx) => {
    const [old] = await tx.$queryRaw<
      { user_id: string | null }[]
    >`SELECT user_id FROM lessons WHERE id = ${lessonId}`;
    // The guard on user_id keeps a teacher's upsert from replacing somebody else's lesson.
    const rows = await tx.$queryRaw<LessonRow[]>`
      INSERT INTO lessons (id, user_id, title, content, content_format, revision, created_at, updated_at)
      VALUES (${lessonId}, ${userId}, ${input.title}, ${content}, ${format}, 1, ${sql.now}, ${sql.now})
      ON CONFLICT (id) DO UPDATE SET title = excluded.title, content = excluded.content,
        content_format = excluded.content_format, user_id = COALESCE(excluded.user_id, lessons.user_id), updated_at = excluded.updated_at,
        revision = lessons.revision
          + CASE WHEN lessons.content <> excluded.content OR lessons.title <> excluded.title THEN 1 ELSE 0 END
      WHERE ${within(caller, "lessons.user_id")} RETURNING *`;
    const row = rows[0];
    if (!row) throw new AppError("lesson_access_denied");
    if (old?.user_id && old.user_id !== row.user_id) {
      // Whoever hands a lesson over keeps no view of it through its jobs.
      await tx.$executeRaw`
        UPDATE presentation_jobs SET user_id = ${row.user_id}, rev = rev + 1
        WHERE lesson_id = ${lessonId} AND user_id = ${old.user_id}`;
    }
    await tx.$executeRaw`
      UPDATE presentations SET status = 'stale', updated_at = ${sql.now}
      WHERE lesson_id = ${lessonId} AND status = 'complete' AND lesson_revision < ${row.revision}`;
    return {
      lesson: toLesson(row),
      // Of two that store it first at the same time, the later one has found the other's.
      created:
        old === undefined && row.revision === 1 && row.created_at.getTime() === row.updated_at.getTime(),
    };
  });
}

/** Before the content is looked at: that costs the more, and says what nobody else need know. @throws AppError lesson_access_denied */
async function requireWritable(lessonId: string, caller: Caller): Promise<void> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM lessons WHERE id = ${lessonId} AND (${within(caller)}) IS NOT TRUE`;
  if (rows.length > 0) throw new AppError("lesson_access_denied");
}

function checkReadable(input: LessonInput, format: ContentFormat): void {
  try {
    checkLesson({ title: input.title, content: input.content, format });
  } catch (error) {
    if (!(error instanceof LessonParseError)) throw error;
    const field = error.field ? `content.${error.field}` : "content";
    throw new AppError("lesson_parse_failed", error.message, {
      cause: error,
      fields: [{ field, message: error.message }],
    });
  }
}

/** Deletes a lesson with its jobs, decks and their files. @throws AppError lesson_not_found, lesson_access_denied */
export async function deleteLesson(lessonId: string, caller: Caller): Promise<void> {
  const count = await db().$executeRaw`DELETE FROM lessons WHERE id = ${lessonId} AND ${within(caller)}`;
  if (count === 0) await refuseLesson(lessonId);
  // Housekeeping removes what is left should this fail; an attempt that runs removes its own.
  await removeDroppedNow(db());
}

/** One page of lessons, newest first: a creation time never changes, so a page after the first skips and repeats none. `q` finds a part of the title or the id. */
export async function listLessons(
  input: LessonListInput,
  caller: Caller,
): Promise<{ lessons: LessonSummary[]; nextCursor: string | null; total: number }> {
  const pattern = input.q ? likeText(input.q) : null;
  const found = pattern
    ? Prisma.sql`(${sql.matches(Prisma.sql`title`, pattern)} OR ${sql.matches(Prisma.sql`id`, pattern)})`
    : Prisma.sql`1 = 1`;
  const matching = Prisma.sql`${within(caller)} AND ${found}`;
  const after = input.cursor ? decodeCursor(input.cursor) : null;
  const [rows, counted] = await Promise.all([
    db().$queryRaw<Omit<LessonRow, "content">[]>`
      SELECT id, user_id, title, content_format, revision, created_at, updated_at FROM lessons
      WHERE ${matching} ${after ? Prisma.sql`AND (created_at, id) < (${sql.at(after.time)}, ${after.id})` : Prisma.empty}
      ORDER BY created_at DESC, id DESC LIMIT ${input.limit + 1}`,
    db().$queryRaw<{ total: bigint }[]>`SELECT COUNT(*) AS total FROM lessons WHERE ${matching}`,
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    lessons: page.map(toSummary),
    nextCursor:
      rows.length > input.limit && last
        ? encodeCursor({ time: last.created_at.getTime(), id: last.id })
        : null,
    total: Number(counted[0]?.total ?? 0),
  };
}
