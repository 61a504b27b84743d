/** Decks as they cross HTTP: slides, styles and exports. Browser-safe. */
import { z } from "zod";
import { deckStyles } from "./lists";
import { oneOf, queryFlag, queryInt } from "./query";

export const DECK_VERSION = "p1.0";

export const deckStyle = oneOf(deckStyles);
export type DeckStyle = z.infer<typeof deckStyle>;

export const exportFormat = oneOf(["json", "markdown", "pptx", "pdf"]);
export type ExportFormat = z.infer<typeof exportFormat>;
/** The files of a deck: one a format, and the PDF for paper with the speaker notes. */
export type DeckFileKind = ExportFormat | "handout";

export const sourceSection = z.enum([
  "overview",
  "objectives",
  "materials",
  "warmup",
  "activity",
  "assessment",
  "differentiation",
  "closure",
  "notes",
]);
export type SourceSection = z.infer<typeof sourceSection>;

/** One slide. `key_points` holds at most five entries; longer lists continue on a next slide. */
export const slide = z.object({
  id: z.string(),
  /** Position in the deck, from 0. */
  order: z.int().min(0),
  title: z.string(),
  subtitle: z.string().nullable(),
  key_points: z.array(z.string()).max(5),
  /** Speaker notes: what the teacher says and does. */
  teacher_script: z.string(),
  /** What a picture for this slide would show, for people and image tools. */
  visual_prompt: z.string(),
  duration_minutes: z.number().nullable(),
  source_section: sourceSection,
  activity_id: z.string().nullable(),
  standard_codes: z.array(z.string()),
});
export type Slide = z.infer<typeof slide>;

/** What the outline makes of a lesson and what every renderer takes. */
export const deckContent = z.object({
  title: z.string(),
  subtitle: z.string().nullable(),
  /** BCP 47 language of the text. */
  language: z.string(),
  total_duration_minutes: z.number().nullable(),
  slides: z.array(slide).min(1),
});
export type DeckContent = z.infer<typeof deckContent>;

/** Why a slide keeps the outline's words. The llm_* codes are those of errors. */
export const keptCode = z.enum([
  "not_configured",
  "no_time",
  "model_rests",
  "slide_too_long",
  "deck_too_long",
  "llm_timeout",
  "llm_rate_limited",
  "llm_unavailable",
  "llm_invalid_response",
  "wording_refused",
]);
export type KeptCode = z.infer<typeof keptCode>;

/** What a language model did to the words of a deck. */
export const deckPolish = z.object({
  /** skipped: the model was not asked; unavailable: asked, and nothing of it could be used. */
  outcome: z.enum(["polished", "partly", "skipped", "unavailable"]),
  /** A sentence without a full stop. */
  message: z.string(),
  polished_slide_ids: z.array(z.string()),
  /** Slides with the outline's words, in the deck's order; `reason` is the end of a sentence. */
  kept: z.array(z.object({ slide_id: z.string(), code: keptCode, reason: z.string() })),
});
export type DeckPolish = z.infer<typeof deckPolish>;

/** A deck as it is stored; those of earlier versions do not say how they were polished. */
export const storedDeck = deckContent.extend({ polish: deckPolish.nullable().default(null) });
export type StoredDeck = z.infer<typeof storedDeck>;

/** The JSON export of a deck: everything the other formats are drawn from, under the version of its shape. */
export const deckDocument = z.object({
  version: z.literal(DECK_VERSION),
  presentation_id: z.string(),
  lesson_id: z.string(),
  lesson_revision: z.int().min(1),
  style: deckStyle,
  created_at: z.iso.datetime(),
  slide_count: z.int().min(1).describe("Entries of slides"),
  ...deckContent.shape,
  /** Left out when the job did not ask for it. */
  polish: deckPolish.optional(),
});
export type DeckDocument = z.infer<typeof deckDocument>;

export const presentationStatus = z.enum(["pending", "complete", "error", "stale"]);

export const exportAsset = z.object({
  format: exportFormat,
  /** Address of the download on this server. */
  url_or_path: z.string(),
  generated_at: z.string(),
  file_size_bytes: z.int(),
});
export type ExportAsset = z.infer<typeof exportAsset>;

/** A deck of fourteen pages may have twelve `slides`. */
const shownSlides = z
  .int()
  .describe("Slides as the files show them; one that goes on on a next page counts once for each");

export const presentationSummary = z.object({
  id: z.string(),
  presentation_id: z.string(),
  lesson_id: z.string(),
  lesson_revision: z.int(),
  version: z.string(),
  status: presentationStatus,
  style: deckStyle,
  slide_count: shownSlides,
  created_at: z.string(),
  updated_at: z.string(),
  has_exports: z.boolean(),
  title: z.string(),
  total_slides: shownSlides,
  total_duration_minutes: z.number().nullable(),
  is_stale: z.boolean(),
});
export type PresentationSummary = z.infer<typeof presentationSummary>;

export const presentation = presentationSummary.extend({
  slides: z.array(slide),
  export_assets: z.array(exportAsset),
  /** The slides on paper, each with its speaker notes; null for a deck from before there were handouts. */
  handout: exportAsset.nullable(),
  /** Null when nobody asked for it, and of decks of earlier versions. */
  polish: deckPolish.nullable(),
});
export type Presentation = z.infer<typeof presentation>;

export const exportQuery = z
  .strictObject({
    format: exportFormat,
    /** With `pdf`: the handout, A4 or Letter, with the speaker notes below each slide. */
    handout: queryFlag.default(false),
  })
  .refine(({ format, handout }) => !handout || format === "pdf", {
    path: ["handout"],
    message: "a handout is a PDF: ask for format=pdf",
  });
/** `pages`: only so many, from the first. One is the cover, which takes a fraction of the time. */
export const layoutQuery = z.strictObject({ pages: queryInt(1, 1000).optional() });
export const deckDeletionQuery = z.strictObject({ reason: z.string().trim().max(500).optional() });
export const deckListQuery = z.strictObject({
  include_stale: queryFlag.default(false),
  limit: queryInt(1, 50).default(10),
});

export const styleInfo = z.object({ id: deckStyle, name: z.string(), description: z.string() });
export type StyleInfo = z.infer<typeof styleInfo>;
