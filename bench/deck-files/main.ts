/**
 * Opens the decks of the corpus in other people's programs: `npm run check:decks -- [--styles default,…] [--only part of a name]
 * [--pictures] [--without-libreoffice]`. Each PPTX against Microsoft's Open XML SDK, and drawn by LibreOffice: as many pages as
 * slides. Every layout is checked for text that is small or leaves its box. The files, and with --pictures the pages that
 * LibreOffice drew (by `pdftoppm`), stay in screenshots/decks/, which git ignores.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type DeckStyle, deckStyle } from "@/lib/contract/decks";
import { type CorpusLesson, corpusLessons, deckOfLesson } from "@/lib/presentations/corpus/corpus";
import { layoutFaults, lostTexts } from "@/lib/presentations/corpus/deck-faults";
import { layoutDeck } from "@/lib/presentations/layout/layout-deck";
import { renderHandout } from "@/lib/presentations/render/handout";
import { renderPdf } from "@/lib/presentations/render/pdf";
import { renderPptx } from "@/lib/presentations/render/pptx";
import { drawPictures, libreOffice, pagesDrawn } from "./libre-office";
import { openXmlValidator } from "./open-xml";

const { values: options } = parseArgs({
  options: {
    styles: { type: "string", default: deckStyle.options.join(",") },
    only: { type: "string", default: "" },
    pictures: { type: "boolean", default: false },
    "without-libreoffice": { type: "boolean", default: false },
  },
});
const styles = options.styles.split(",").map((style) => deckStyle.parse(style));
const lessons = corpusLessons().filter(({ name }) => name.includes(options.only));
const validate = await openXmlValidator();
const office = options["without-libreoffice"] ? null : libreOffice();
if (office === null && !options["without-libreoffice"]) {
  console.error("LibreOffice is not installed. To do without what it would say: --without-libreoffice");
  process.exit(1);
}

type Made = { name: string; pages: number; faults: string[] };

async function make(lesson: CorpusLesson, style: DeckStyle, folder: string): Promise<Made> {
  const content = deckOfLesson(lesson);
  const layout = layoutDeck(content, style);
  const meta = { title: layout.title, language: layout.language };
  const pptx = await renderPptx(layout, meta);
  writeFileSync(path.join(folder, `${lesson.name}.pptx`), pptx);
  writeFileSync(path.join(folder, `${lesson.name}.pdf`), await renderPdf(layout, meta));
  writeFileSync(path.join(folder, `${lesson.name}_handout.pdf`), await renderHandout(layout, meta));
  const lost = lostTexts(content, layout).map((text) => `shows nowhere whole: ${text.slice(0, 60)}`);
  const faults = [...layoutFaults(layout), ...lost, ...(await validate(pptx))];
  return { name: lesson.name, pages: layout.pages.length, faults };
}

let failed = 0;
for (const style of styles) {
  const folder = path.join("screenshots", "decks", style);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const made: Made[] = [];
  for (const lesson of lessons) made.push(await make(lesson, style, folder));
  if (office !== null) {
    const drawn = await pagesDrawn(office, folder);
    for (const { name, pages, faults } of made) {
      const count = drawn.get(name) ?? 0;
      if (count !== pages) faults.push(`LibreOffice draws ${count} pages of ${pages} slides`);
    }
    if (options.pictures) drawPictures(folder);
  }
  const faulty = made.filter(({ faults }) => faults.length > 0);
  failed += faulty.length;
  for (const { name, faults } of faulty)
    console.log(`${style} ${name}:\n  ${faults.slice(0, 5).join("\n  ")}`);
  const slides = made.reduce((sum, { pages }) => sum + pages, 0);
  console.log(`${style}: ${made.length} decks, ${slides} slides, ${faulty.length} with faults`);
}
process.exit(failed === 0 ? 0 : 1);
