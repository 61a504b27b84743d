import type { DeckContent, DeckStyle, Slide } from "@/lib/contract/decks";
import { cleanText } from "@/lib/presentations/lesson/clean-text";
import { NESTED } from "@/lib/presentations/outline/block-writer";
import { fillPhrase, phrasesOf } from "@/lib/presentations/outline/phrases";
import { styleTokens } from "@/lib/presentations/styles/deck-styles";
import { contentPages, type DraftPage } from "./content-pages";
import { coverPage } from "./cover-page";
import { type DeckContext, deckContext } from "./deck-context";
import type { DeckLayout, Page, TextElement } from "./model";
import { footer } from "./page-frame";
import { oneLine } from "./paragraphs";

/**
 * Lays a deck out: every text gets a size, lines and a place, measured from the fonts. A slide whose text does not fit at the
 * style's smallest size becomes several pages, "(2/3)"; nothing is dropped and nothing leaves its box. Node only: it reads fonts.
 * @param limit how many pages are wanted, from the first
 */
export function layoutDeck(
  content: DeckContent,
  style: DeckStyle,
  limit = Number.POSITIVE_INFINITY,
): DeckLayout {
  const tokens = styleTokens(style);
  const language = languageTag(content.language);
  const context = deckContext(content, tokens);
  const title = oneLine(content.title);
  // A cover has no page number, so it is drawn without looking at the others.
  const isCoverOnly = limit === 1 && isCover(content.slides[0]);
  const drafts = content.slides
    .slice(0, isCoverOnly ? 1 : undefined)
    .flatMap((slide, index) => draftPages(slide, index, context).map((draft) => ({ slide, draft })));
  const pages = drafts.slice(0, limit).map(({ slide, draft }, index): Page => {
    const isTitle = draft.master.startsWith("Title");
    const accent = tokens.colors.accents[slide.source_section];
    return {
      id: draft.parts === 1 ? slide.id : `${slide.id}-${draft.part}`,
      slideId: slide.id,
      part: draft.part,
      parts: draft.parts,
      title: oneLine(slide.title),
      section: slide.source_section,
      master: draft.master,
      background: isTitle ? tokens.colors.cover : tokens.colors.paper,
      accent,
      notes: draft.part === 1 ? notesOf(slide, language) : continuedNotes(draft, language),
      language,
      fonts: { heading: tokens.fonts.heading.css, body: tokens.fonts.body.css },
      elements: isTitle
        ? draft.elements
        : [...draft.elements, ...footer(tokens, accent, index + 1, drafts.length)],
    };
  });
  return { title, language, style, pages };
}

/** Whether a deck that begins with `slide` has a cover. */
export const isCover = (slide: Slide | undefined): boolean => slide?.source_section === "overview";

/** The first slide, when it opens the lesson, is the cover; what a cover has no room for follows on pages like any other. */
function draftPages(slide: Slide, index: number, context: DeckContext): DraftPage[] {
  if (index > 0 || !isCover(slide)) return contentPages(slide, context);
  const cover = coverPage(slide, context);
  const hasMore = cover.isCut || slide.key_points.length > 0 || slide.standard_codes.length > 0;
  if (!hasMore) return [cover];
  const rest = contentPages(slide, context);
  return [cover, ...rest].map((page, at) => ({ ...page, part: at + 1, parts: rest.length + 1 }));
}

/** What the teacher says, and how long it takes where the script does not say so. */
function notesOf(slide: Slide, language: string): string {
  const script = cleanText(slide.teacher_script).trim();
  const { duration_minutes: minutes } = slide;
  if (minutes === null || script.includes(String(minutes))) return script;
  const time = oneLine(fillPhrase(phrasesOf(language).takes, { n: minutes }));
  return [script, time].filter((part) => part !== "").join("\n\n");
}

/**
 * What the teacher says on a page that overflow made: its own lines. The slide's script stands on its first page; said again on
 * each, it would make a long one's deck grow with the square of its length.
 */
function continuedNotes({ elements }: DraftPage, language: string): string {
  const texts = elements.filter((element) => element.kind === "text");
  const title = texts.filter(({ slot }) => slot === "title").flatMap(linesOf);
  const goOn = oneLine(fillPhrase(phrasesOf(language).goOn, { title: title.join(" ") }));
  return [goOn, ...texts.filter(({ role }) => role === "body").flatMap(linesOf)].join("\n");
}

/** Paragraphs as a script writes them: "1. Clap the beat", "– nested". */
function linesOf({ paragraphs }: TextElement): string[] {
  return paragraphs.map(({ spans, marker, level }) => {
    const lead = marker !== null && marker.number !== null ? `${marker.text} ` : level === 1 ? NESTED : "";
    return lead + spans.map(({ text }) => text).join("");
  });
}

/** Whatever is no BCP 47 tag would make the files invalid. */
function languageTag(language: string): string {
  return /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/.test(language) ? language : "en";
}
