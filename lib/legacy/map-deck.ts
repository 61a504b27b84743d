import { type DeckContent, deckContent, deckStyle, presentationStatus } from "@/lib/contract/decks";
import type { WrittenFile } from "@/lib/decks/files/write-files";
import { detectLanguage } from "@/lib/presentations/lesson/detect-language";
import { assetsIn, type NamedAsset } from "./files-beside";
import type { LegacyRow } from "./legacy-file";
import { mapSlides, unknownSlideFields } from "./map-slides";
import { type Mapped, RowReader } from "./row-reader";

export type DeckIn = {
  id: string;
  lesson_id: string;
  lesson_revision: number;
  status: string;
  style: string;
  title: string;
  total_slides: number;
  total_duration_minutes: number | null;
  language: string;
  /** JSON text of the DeckContent. */
  content: string;
  created_ms: number;
  updated_ms: number;
  /** What the old row names, and what of it lies in DATA_DIR by now. */
  assets: NamedAsset[];
  files: WrittenFile[];
};

/** The lesson of rows that name none. */
export const NO_LESSON_ID = "legacy-no-lesson";

/** @param nowMs what counts as the time of creation where the old row has none */
export function mapDeck(old: LegacyRow, nowMs: number): Mapped<DeckIn> {
  const row = new RowReader(old);
  const id = row.reference("id");
  if (id === null) return { id: "without id", dropped: "it has no id" };
  const slides = mapSlides(row.raw("slides"));
  if (slides === null) return { id, dropped: "it has no slides that can be read" };
  const unknown = unknownSlideFields(row.raw("slides"));
  if (unknown.length > 0)
    row.change("slides", `its slides' ${unknown.join(", ")} stay in legacy_rows.remainder only`);
  const content = contentOf(slides);
  const createdMs = row.time("created_at") ?? nowMs;
  return {
    id,
    row: {
      id,
      lesson_id: row.reference("lesson_id") ?? NO_LESSON_ID,
      lesson_revision: row.whole("lesson_revision", 1, 1_000_000, 1),
      status: row.choice("status", presentationStatus.options, "complete"),
      style: row.choice("style", deckStyle.options, "default"),
      title: content.title,
      total_slides: slides.length,
      total_duration_minutes: content.total_duration_minutes,
      language: content.language,
      content: JSON.stringify(content),
      created_ms: createdMs,
      updated_ms: row.time("updated_at") ?? createdMs,
      assets: assetsIn(row.raw("export_assets")),
      files: [],
    },
    changes: row.changes,
    remainder: row.remainder(),
  };
}

function contentOf(slides: DeckContent["slides"]): DeckContent {
  const minutes = slides.flatMap(({ duration_minutes: each }) => (each === null ? [] : [each]));
  const words = slides.flatMap((each) => [each.title, ...each.key_points, each.teacher_script]);
  const [first] = slides;
  return deckContent.parse({
    title: first?.title,
    subtitle: first?.subtitle,
    language: detectLanguage(words.join("\n")),
    total_duration_minutes: minutes.length > 0 ? minutes.reduce((sum, each) => sum + each, 0) : null,
    slides,
  });
}
