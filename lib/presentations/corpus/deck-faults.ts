/** What must not happen on a page, measured from the same fonts that draw it. */
import type { Box, DeckLayout, Page, TextElement } from "@/lib/presentations/layout/model";

/** Anything smaller cannot be read from the last row. Labels, chips and the footer are no body text. */
const LEAST_SIZE = 18;
const READ_FROM_AFAR: ReadonlySet<TextElement["role"]> = new Set(["title", "subtitle", "body"]);
/** Rounding. */
const EPSILON = 0.05;

/** One sentence for each fault; none for a sound deck. */
export function layoutFaults({ pages }: DeckLayout): string[] {
  return pages.flatMap((page) => {
    const texts = page.elements.filter((element) => element.kind === "text");
    const body = texts.filter(({ role }) => role === "body");
    const isCover = page.master.startsWith("Title");
    const faults = texts.flatMap((text) => textFaults(text));
    if (!isCover && body.every((text) => wordsOf(text) === "")) faults.push("has no text but its title");
    return faults.map((fault) => `${nameOf(page)} ${fault}`);
  });
}

const nameOf = ({ id, title }: Page) => `${id} (${title.slice(0, 40)})`;

function wordsOf({ paragraphs }: TextElement): string {
  return paragraphs
    .flatMap(({ spans }) => spans.map(({ text }) => text))
    .join("")
    .trim();
}

function textFaults(text: TextElement): string[] {
  const faults: string[] = [];
  for (const { sizePt, lines, lineHeight } of text.paragraphs) {
    if (READ_FROM_AFAR.has(text.role) && sizePt < LEAST_SIZE)
      faults.push(`sets ${text.role} at ${sizePt} pt`);
    for (const { x, width, baseline, spans } of lines) {
      const line = { x, y: baseline - sizePt, w: width, h: lineHeight };
      if (isInside(line, text)) continue;
      faults.push(
        `lets "${spans
          .map((span) => span.text)
          .join("")
          .slice(0, 30)}" leave its ${text.role} box`,
      );
    }
  }
  return faults;
}

/** The line's letters, from a capital's top to the baseline's descenders, lie within the box. */
function isInside(line: Box, box: Box): boolean {
  return (
    line.x >= box.x - EPSILON &&
    line.x + line.w <= box.x + box.w + EPSILON &&
    line.y >= box.y - line.h &&
    line.y + line.h <= box.y + box.h + line.h * 0.25
  );
}
