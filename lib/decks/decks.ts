/** Finished decks: read, listed, deleted. A deck belongs to whom its lesson belongs; that is part of every query. */
import { detailForAudit } from "@/lib/audit/context";
import type { Caller } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import {
  type DeckFileKind,
  type ExportAsset,
  type Presentation,
  type PresentationSummary,
  type StoredDeck,
  storedDeck,
} from "@/lib/contract/decks";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type ExportFile, Prisma } from "@/lib/generated/prisma/client";
import { refuseLesson } from "@/lib/lessons/lessons";
import { isCover, layoutDeck } from "@/lib/presentations/layout/layout-deck";
import type { DeckLayout } from "@/lib/presentations/layout/model";
import { removeDroppedNow } from "./files/remove-dropped";
import { layoutOnce } from "./layouts";

type DeckRow = {
  id: string;
  lesson_id: string;
  lesson_revision: number;
  version: string;
  status: PresentationSummary["status"];
  style: PresentationSummary["style"];
  title: string;
  total_slides: number;
  total_duration_minutes: number | null;
  created_at: Date;
  updated_at: Date;
  has_exports: bigint;
};

const columns = Prisma.sql`p.id, p.lesson_id, p.lesson_revision, p.version, p.status, p.style, p.title, p.total_slides,
  p.total_duration_minutes, p.created_at, p.updated_at,
  EXISTS (SELECT 1 FROM export_files f WHERE f.presentation_id = p.id) AS has_exports`;

function toSummary(row: DeckRow): PresentationSummary {
  return {
    id: row.id,
    presentation_id: row.id,
    lesson_id: row.lesson_id,
    lesson_revision: row.lesson_revision,
    version: row.version,
    status: row.status,
    style: row.style,
    slide_count: row.total_slides,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    has_exports: Number(row.has_exports) === 1,
    title: row.title,
    total_slides: row.total_slides,
    total_duration_minutes: row.total_duration_minutes,
    is_stale: row.status === "stale",
  };
}

/** Tells "not yours" from "not there" for a deck that the caller's own query did not find. */
async function refuse(id: string): Promise<never> {
  const exists = await db().$queryRaw<unknown[]>`SELECT 1 FROM presentations WHERE id = ${id}`;
  if (exists.length > 0) throw new AppError("permission_denied", "This deck belongs to someone else");
  throw new AppError("presentation_not_found");
}

async function deckRow(id: string, caller: Caller): Promise<DeckRow & { content: string }> {
  const rows = await db().$queryRaw<(DeckRow & { content: string })[]>`
    SELECT ${columns}, p.content FROM presentations p JOIN lessons l ON l.id = p.lesson_id
    WHERE p.id = ${id} AND ${within(caller, "l.user_id")}`;
  return rows[0] ?? refuse(id);
}

// The column is written by the completing transaction only; parsing also proves that an old row still fits the contract.
const contentOf = (row: { content: string }): StoredDeck => storedDeck.parse(JSON.parse(row.content));

/** @throws AppError presentation_not_found, permission_denied */
export async function getPresentation(id: string, caller: Caller): Promise<Presentation> {
  const row = await deckRow(id, caller);
  const files = await db().exportFile.findMany({ where: { presentationId: id }, orderBy: { id: "asc" } });
  const { slides, polish } = contentOf(row);
  return {
    ...toSummary(row),
    slides,
    polish,
    export_assets: files.filter(({ format }) => format !== "handout").map(toAsset),
    handout: files.filter(({ format }) => format === "handout").map(toAsset)[0] ?? null,
  };
}

function toAsset(file: ExportFile): ExportAsset {
  const kind = file.format as DeckFileKind; // written from the same list
  const query = kind === "handout" ? "format=pdf&handout=true" : `format=${kind}`;
  return {
    format: kind === "handout" ? "pdf" : kind,
    url_or_path: `/api/presentations/${file.presentationId}/export?${query}`,
    generated_at: file.generatedAt.toISOString(),
    file_size_bytes: file.sizeBytes,
  };
}

/** The pages as every renderer draws them, or the first so many. @throws AppError presentation_not_found, permission_denied */
export async function deckLayout(id: string, caller: Caller, limit?: number): Promise<DeckLayout> {
  const row = await deckRow(id, caller);
  // A list shows covers of many decks, and drawing one takes no look at the rest of its deck.
  if (limit === 1) {
    const content = contentOf(row);
    if (isCover(content.slides[0])) return layoutDeck(content, row.style, limit);
  }
  const layout = layoutOnce(`${row.style} ${row.id} ${row.updated_at.getTime()}`, () =>
    layoutDeck(contentOf(row), row.style),
  );
  return limit === undefined ? layout : { ...layout, pages: layout.pages.slice(0, limit) };
}

/** Newest first. @throws AppError lesson_not_found, lesson_access_denied */
export async function listPresentations(
  lessonId: string,
  input: { includeStale: boolean; limit: number },
  caller: Caller,
): Promise<PresentationSummary[]> {
  const rows = await db().$queryRaw<DeckRow[]>`
    SELECT ${columns} FROM presentations p JOIN lessons l ON l.id = p.lesson_id
    WHERE p.lesson_id = ${lessonId} AND ${within(caller, "l.user_id")}
      AND p.status IN (${Prisma.join(input.includeStale ? ["complete", "stale"] : ["complete"])})
    ORDER BY p.created_at DESC, p.id DESC LIMIT ${input.limit}`;
  if (rows.length === 0) await requireReadableLesson(lessonId, caller);
  return rows.map(toSummary);
}

async function requireReadableLesson(lessonId: string, caller: Caller): Promise<void> {
  const rows = await db().$queryRaw<
    unknown[]
  >`SELECT 1 FROM lessons WHERE id = ${lessonId} AND ${within(caller)}`;
  if (rows.length === 0) await refuseLesson(lessonId);
}

/** The newest deck that is not stale, or null. @throws AppError lesson_not_found, lesson_access_denied */
export async function latestPresentation(lessonId: string, caller: Caller): Promise<Presentation | null> {
  const [newest] = await listPresentations(lessonId, { includeStale: false, limit: 1 }, caller);
  return newest ? getPresentation(newest.id, caller) : null;
}

/** `sha256`: null for files of an earlier version. */
export type StoredExport = { path: string; sha256: string | null };

/** Where a download lies, relative to DATA_DIR. @throws AppError presentation_not_found, permission_denied, presentation_not_ready */
export async function findExport(id: string, format: DeckFileKind, caller: Caller): Promise<StoredExport> {
  await deckRow(id, caller);
  const file = await db().exportFile.findUnique({
    where: { presentationId_format: { presentationId: id, format } },
  });
  if (!file) throw new AppError("presentation_not_ready", `This deck has no ${format} file`);
  return { path: file.path, sha256: file.sha256 };
}

/**
 * Deletes a deck, then the files that no other deck has.
 * @param reason for the audit log
 * @throws AppError presentation_not_found, permission_denied
 */
export async function deletePresentation(id: string, caller: Caller, reason?: string): Promise<void> {
  const count = await db().$executeRaw`
    DELETE FROM presentations WHERE id = ${id}
      AND EXISTS (SELECT 1 FROM lessons l WHERE l.id = lesson_id AND ${within(caller, "l.user_id")})`;
  if (count === 0) await refuse(id);
  if (reason) detailForAudit({ reason });
  await removeDroppedNow(db());
}
