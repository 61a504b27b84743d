import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import type { LessonIn } from "./map-lesson";

const columns = {
  id: "text",
  user_id: "text",
  title: "text",
  content: "text",
  content_format: "text",
  revision: "int",
  created_ms: "float",
  updated_ms: "float",
} as const;

/**
 * Call it in a transaction. With `force`, lessons that are there take the old content back: as a new revision when it differs,
 * which makes their decks stale, as if somebody had stored it.
 * @returns the ids that were written
 */
export async function writeLessons(
  tx: DbOrTransaction,
  lessons: readonly LessonIn[],
  force: boolean,
): Promise<Set<string>> {
  if (lessons.length === 0) return new Set();
  const onConflict = force
    ? Prisma.sql`DO UPDATE SET user_id = excluded.user_id, title = excluded.title, content = excluded.content,
        content_format = excluded.content_format, updated_at = excluded.updated_at,
        revision = CASE WHEN lessons.content <> excluded.content OR lessons.title <> excluded.title
          THEN ${sql.greatest(Prisma.sql`lessons.revision + 1`, Prisma.sql`excluded.revision`)} ELSE lessons.revision END`
    : Prisma.sql`DO NOTHING`;
  const written = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO lessons (id, user_id, title, content, content_format, revision, created_at, updated_at)
    SELECT v.id, v.user_id, v.title, v.content, v.content_format, v.revision,
      ${sql.at(Prisma.sql`v.created_ms`)}, ${sql.at(Prisma.sql`v.updated_ms`)}
    FROM ${sql.rowsOf(lessons, columns)} WHERE 1 = 1
    ON CONFLICT (id) ${onConflict} RETURNING id`;
  const ids = written.map(({ id }) => id);
  if (force) {
    await tx.$executeRaw`
      UPDATE presentations SET status = 'stale', updated_at = ${sql.now}
      WHERE status = 'complete' AND lesson_id IN ${sql.oneOf(ids)}
        AND lesson_revision < (SELECT l.revision FROM lessons l WHERE l.id = presentations.lesson_id)`;
  }
  return new Set(ids);
}
