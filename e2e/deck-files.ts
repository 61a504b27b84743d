/** Reads the text of exported decks, as a program that opens them would. */
import { strFromU8, unzipSync } from "fflate";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The text runs of an Open XML part, a line per paragraph. */
function textOf(xml: string): string {
  const paragraphs = xml.match(/<a:p>.*?<\/a:p>|<a:p .*?<\/a:p>/gs) ?? [];
  return paragraphs
    .map((paragraph) => [...paragraph.matchAll(/<a:t>(.*?)<\/a:t>/gs)].map((run) => run[1] ?? "").join(""))
    .join("\n")
    .replace(/&(amp|lt|gt|quot|apos);/g, (_entity, name: string) => entities[name] ?? "");
}

/** Texts of slides and speaker notes, in no particular order. */
export function readPptx(bytes: Uint8Array): { slides: string[]; notes: string[] } {
  const parts = Object.entries(unzipSync(bytes));
  const texts = (pattern: RegExp) =>
    parts.filter(([name]) => pattern.test(name)).map(([, part]) => textOf(strFromU8(part)));
  return {
    slides: texts(/^ppt\/slides\/slide\d+\.xml$/),
    notes: texts(/^ppt\/notesSlides\/notesSlide\d+\.xml$/),
  };
}

/** The text of each page. */
export async function readPdf(bytes: Uint8Array): Promise<string[]> {
  const document = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 })
    .promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ("str" in item ? item.str : "")).join(" "));
  }
  await document.destroy();
  return pages;
}

/** Ignores where lines break. */
export function squeezed(text: string): string {
  return text.replace(/\s+/g, "");
}
