import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";

/** A deck whose files lie on disk and which nobody sees yet. */
export type FinishedDeck = {
  presentationId: string;
  lessonId: string;
  lessonRevision: number;
  style: string;
  title: string;
  language: string;
  totalSlides: number;
  totalDurationMinutes: number | null;
  /** JSON text of the DeckContent. */
  content: string;
  files: { format: string; path: string; sizeBytes: number; sha256: string }[];
};

/** The condition that a row of `presentations` is not the newest deck of its lesson: what may go without loss. */
export const hasNewerDeck = Prisma.sql`EXISTS (SELECT 1 FROM presentations newer
  WHERE newer.lesson_id = presentations.lesson_id AND newer.status IN ('complete', 'stale')
    AND (newer.created_at, newer.id) > (presentations.created_at, presentations.id))`;

/**
 * Makes decks the newest of their lessons; older ones become stale, and so does a new one at once when its lesson changed
 * while it was made. Belongs into the transaction that completes their jobs.
 */
export async function adoptDecks(tx: DbOrTransaction, decks: readonly FinishedDeck[]): Promise<void> {
  if (decks.length === 0) return;
  // One deck of a lesson at a time, whichever worker made it: else two could both become the newest.
  const lessonIds = sql.oneOf(decks.map((deck) => deck.lessonId));
  await tx.$queryRaw`SELECT id FROM lessons WHERE id IN ${lessonIds} ORDER BY id ${sql.forUpdate}`;
  // One by one, in order: two decks of one lesson may finish in the same tick, and the later one wins.
  for (const deck of decks) {
    // A deck of an older revision arrives late: it is stale itself and must not push out the newer one.
    await tx.$executeRaw`
      UPDATE presentations SET status = 'stale', updated_at = ${sql.now}
      WHERE lesson_id = ${deck.lessonId} AND status = 'complete'
        AND EXISTS (SELECT 1 FROM lessons l WHERE l.id = ${deck.lessonId} AND l.revision = ${deck.lessonRevision})`;
    await tx.$executeRaw`
      INSERT INTO presentations (id, lesson_id, lesson_revision, status, style, title, total_slides, total_duration_minutes,
        language, content, created_at, updated_at)
      SELECT ${deck.presentationId}, id, ${deck.lessonRevision},
        CASE WHEN revision = ${deck.lessonRevision} THEN 'complete' ELSE 'stale' END, ${deck.style}, ${deck.title},
        ${deck.totalSlides}, ${deck.totalDurationMinutes}, ${deck.language}, ${deck.content}, ${sql.now}, ${sql.now}
      FROM lessons WHERE id = ${deck.lessonId}`;
    for (const file of deck.files) {
      await tx.$executeRaw`
        INSERT INTO export_files (presentation_id, format, path, size_bytes, sha256, generated_at)
        VALUES (${deck.presentationId}, ${file.format}, ${file.path}, ${file.sizeBytes}, ${file.sha256}, ${sql.now})`;
    }
  }
}
