import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import type { DeckIn } from "./map-deck";

const columns = {
  id: "text",
  lesson_id: "text",
  lesson_revision: "int",
  status: "text",
  style: "text",
  title: "text",
  total_slides: "int",
  total_duration_minutes: "float",
  language: "text",
  content: "text",
  created_ms: "float",
  updated_ms: "float",
} as const;
const fileColumns = {
  presentation_id: "text",
  format: "text",
  path: "text",
  size_bytes: "int",
  sha256: "text",
  generated_ms: "float",
} as const;

/**
 * Call it in a transaction, with the decks' files on disk. A deck whose lesson is missing is left out.
 * @returns the ids that were written
 */
export async function writeDecks(
  tx: DbOrTransaction,
  decks: readonly DeckIn[],
  force: boolean,
): Promise<Set<string>> {
  if (decks.length === 0) return new Set();
  if (force) {
    await tx.$executeRaw`DELETE FROM presentations WHERE id IN ${sql.oneOf(decks.map(({ id }) => id))}`;
  }
  const written = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO presentations (id, lesson_id, lesson_revision, status, style, title, total_slides, total_duration_minutes,
      language, content, created_at, updated_at)
    SELECT v.id, v.lesson_id, v.lesson_revision, v.status, v.style, v.title, v.total_slides, v.total_duration_minutes,
      v.language, v.content, ${sql.at(Prisma.sql`v.created_ms`)}, ${sql.at(Prisma.sql`v.updated_ms`)}
    FROM ${sql.rowsOf(decks, columns)} JOIN lessons l ON l.id = v.lesson_id WHERE 1 = 1
    ON CONFLICT (id) DO NOTHING RETURNING id`;
  const ids = new Set(written.map(({ id }) => id));
  await raiseRevisions(
    tx,
    decks.filter(({ id }) => ids.has(id)),
  );
  const fileRows = decks.flatMap((deck) =>
    ids.has(deck.id)
      ? deck.files.map(({ format, path, sizeBytes, sha256 }) => ({
          presentation_id: deck.id,
          format,
          path,
          size_bytes: sizeBytes,
          sha256,
          generated_ms: deck.created_ms,
        }))
      : [],
  );
  if (fileRows.length > 0) {
    await tx.$executeRaw`
      INSERT INTO export_files (presentation_id, format, path, size_bytes, sha256, generated_at)
      SELECT v.presentation_id, v.format, v.path, v.size_bytes, v.sha256, ${sql.at(Prisma.sql`v.generated_ms`)}
      FROM ${sql.rowsOf(fileRows, fileColumns)} WHERE 1 = 1`;
  }
  return ids;
}

/** Old lessons do not tell their revision, but their decks do: without this the next change would leave those decks current. */
async function raiseRevisions(tx: DbOrTransaction, decks: readonly DeckIn[]): Promise<void> {
  const revisions = new Map<string, number>();
  for (const { lesson_id, lesson_revision } of decks) {
    revisions.set(lesson_id, Math.max(lesson_revision, revisions.get(lesson_id) ?? 1));
  }
  const rows = [...revisions].map(([lesson_id, revision]) => ({ lesson_id, revision }));
  if (rows.length === 0) return;
  // Only lessons that came in, too: one of ours counts by itself.
  await tx.$executeRaw`
    UPDATE lessons SET revision = v.revision FROM ${sql.rowsOf(rows, { lesson_id: "text", revision: "int" })}
    WHERE lessons.id = v.lesson_id AND lessons.revision < v.revision
      AND EXISTS (SELECT 1 FROM legacy_rows r WHERE r.table_name = 'lessons' AND r.row_id = lessons.id)`;
}
