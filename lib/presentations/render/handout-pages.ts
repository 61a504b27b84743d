/** Plans a handout: which pictures of slides stand on which sheet of paper, and the notes beneath them. */
import { gapAbove, LINE_HEIGHT, type WrappedParagraph, wrapAll } from "@/lib/presentations/layout/fit-text";
import type { Box, DeckLayout, Page, TextElement } from "@/lib/presentations/layout/model";
import { PAGE_HEIGHT, PAGE_WIDTH } from "@/lib/presentations/layout/model";
import { type DraftParagraph, plainParagraph, pointParagraphs } from "@/lib/presentations/layout/paragraphs";
import { placeText } from "@/lib/presentations/layout/place-text";
import type { Color, Typeface } from "@/lib/presentations/styles/style-tokens";

export type Paper = { width: number; height: number };
export type Picture = { page: Page; x: number; y: number; scale: number };
/** `isFirst`: the slide begins here, rather than going on from the sheet before. */
export type Sheet = {
  slideId: string;
  title: string;
  isFirst: boolean;
  pictures: Picture[];
  /** `begin`: their heading is the first paragraph. */
  notes: { text: TextElement; begin: boolean } | null;
};

const A4: Paper = { width: 595.28, height: 841.89 };
const LETTER: Paper = { width: 612, height: 792 };
/** Where offices print on Letter. */
const LETTER_REGIONS = new Set(["US", "CA", "MX", "PH", "CL", "CO", "VE"]);

export const SHEET_MARGIN = 48;
const FOOTER_ROOM = 24;
const PICTURE_GAP = 16;
const NOTES_SIZE = 11;
const NOTES_LINE = LINE_HEIGHT * NOTES_SIZE;
const LEAST_ROOM = 4 * NOTES_LINE;
const INK: Color = "#1a1a1a";

export function paperOf(language: string): Paper {
  const { region } = new Intl.Locale(language).maximize();
  return region !== undefined && LETTER_REGIONS.has(region) ? LETTER : A4;
}

/**
 * Every slide begins a sheet: the pages it is drawn on, one below the other, then its notes. What does not fit goes on on a next
 * sheet; nothing is cut.
 */
export function handoutSheets(
  layout: DeckLayout,
  paper: Paper,
  { face, heading }: { face: Typeface; heading: string },
): Sheet[] {
  const slides = new Map<string, Page[]>();
  for (const page of layout.pages) {
    const pages = slides.get(page.slideId);
    if (pages === undefined) slides.set(page.slideId, [page]);
    else pages.push(page);
  }
  return [...slides.values()].flatMap((pages) => {
    const notes = notesOf(pages[0], face);
    const title = plainParagraph([{ text: heading, bold: true }], face);
    return sheetsOfSlide(pages, notes.length === 0 ? [] : [title, ...notes], paper);
  });
}

function sheetsOfSlide(pages: readonly Page[], notes: readonly DraftParagraph[], paper: Paper): Sheet[] {
  const [{ slideId, title } = { slideId: "", title: "" }] = pages;
  const sheets: Sheet[] = [];
  const turn = (): Sheet => {
    const sheet: Sheet = { slideId, title, isFirst: sheets.length === 0, pictures: [], notes: null };
    sheets.push(sheet);
    return sheet;
  };
  const bottom = paper.height - SHEET_MARGIN - FOOTER_ROOM;
  const width = paper.width - 2 * SHEET_MARGIN;
  const scale = width / PAGE_WIDTH;
  let sheet = turn();
  let y = SHEET_MARGIN;
  for (const page of pages) {
    if (y + PAGE_HEIGHT * scale > bottom) {
      sheet = turn();
      y = SHEET_MARGIN;
    }
    sheet.pictures.push({ page, x: SHEET_MARGIN, y, scale });
    y += PAGE_HEIGHT * scale + PICTURE_GAP;
  }
  let rest = wrapAll(notes, width, NOTES_SIZE);
  let begin = true;
  while (rest.length > 0) {
    // A heading alone at the foot of a sheet would say nothing.
    const room = begin && bottom - y < LEAST_ROOM ? 0 : bottom - y;
    const { here, left } = fillSheet(rest, room);
    if (here.length > 0) {
      const text = notesText(here, { x: SHEET_MARGIN, y, w: width, h: bottom - y });
      sheet.notes = { text, begin };
      begin = false;
    }
    rest = left;
    if (rest.length === 0) break;
    sheet = turn();
    y = SHEET_MARGIN;
  }
  return sheets;
}

/**
 * A line of the script is a paragraph; its steps and nested points look as they do on slides. The whole script is the first
 * page's; the others' notes only say what their pictures show.
 */
function notesOf(first: Page | undefined, face: Typeface) {
  return pointParagraphs(first?.notes.split("\n") ?? [], "none", face);
}

function notesText(paragraphs: readonly WrappedParagraph[], box: Box): TextElement {
  return placeText(
    {
      ...{ ...box, role: "body", place: "page", slot: null, face: "body", align: "left", anchor: "top" },
      color: INK,
    },
    paragraphs,
    NOTES_SIZE,
  );
}

/** As many lines as `room` points hold, and the rest. */
function fillSheet(
  paragraphs: readonly WrappedParagraph[],
  room: number,
): { here: WrappedParagraph[]; left: WrappedParagraph[] } {
  const here: WrappedParagraph[] = [];
  let free = room;
  for (const [index, paragraph] of paragraphs.entries()) {
    const { lines } = paragraph;
    free -= gapAbove(paragraph, index) * NOTES_SIZE;
    const count = Math.max(0, Math.min(lines.length, Math.floor(free / NOTES_LINE)));
    if (count > 0) here.push({ ...paragraph, lines: lines.slice(0, count) });
    if (count < lines.length) {
      const cut = {
        ...paragraph,
        lines: lines.slice(count),
        isContinued: paragraph.isContinued || count > 0,
      };
      return { here, left: [cut, ...paragraphs.slice(index + 1)] };
    }
    free -= count * NOTES_LINE;
  }
  return { here, left: [] };
}
