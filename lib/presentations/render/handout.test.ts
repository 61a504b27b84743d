import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, it } from "vitest";
import type { DeckContent } from "@/lib/contract/decks";
import { deckOf, realDeck, SCRIPTS, scriptsDeck } from "@/lib/presentations/layout/fixtures/sample-decks";
import { layoutDeck } from "@/lib/presentations/layout/layout-deck";
import { renderHandout } from "./handout";
import { SHEET_MARGIN } from "./handout-pages";

const createdAt = new Date("2026-01-02T03:04:05Z");
const squeezed = (text: string) => text.replace(/\s/g, "");

async function open(content: DeckContent) {
  const layout = layoutDeck(content, "default");
  const bytes = await renderHandout(layout, { title: layout.title, language: layout.language, createdAt });
  const raw = Buffer.from(bytes).toString("latin1");
  const pdf = await getDocument({ data: bytes, useSystemFonts: false, verbosity: 0 }).promise;
  const sheets = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const found = items.flatMap((item) => ("str" in item ? [item] : []));
    sheets.push({ found, text: found.map(({ str }) => str).join(""), view: page.view, page });
  }
  return { layout, pdf, raw, sheets, text: squeezed(sheets.map(({ text }) => text).join("")) };
}

const withoutMarks = (line: string) => squeezed(line.replace(/^– |^\d+\. |[☐✅]\ufe0f?/gu, ""));

describe("renderHandout", () => {
  it.each(["grade1-rhythm-patterns", "elementary-rhythm"] as const)(
    "shows every slide of %s and all that is said with it, on a sheet that begins with it",
    async (name) => {
      const content = realDeck(name);
      const { sheets, pdf, text } = await open(content);
      expect((await pdf.getOutline()).map(({ title }) => title)).toEqual(
        content.slides.map(({ title }) => title.replace(/\s+/g, " ")),
      );
      expect(sheets.length).toBeGreaterThanOrEqual(content.slides.length);
      for (const slide of content.slides) {
        for (const point of slide.key_points) expect(text).toContain(withoutMarks(point));
        for (const line of slide.teacher_script.split("\n")) expect(text).toContain(withoutMarks(line));
      }
    },
  );

  it("goes on on a next sheet when notes are long, within the margins, cutting nothing", async () => {
    const lines = Array.from(
      { length: 90 },
      (_, at) => `Line ${at}: clap, wait, ${"listen again, ".repeat(at % 9)}end${at}.`,
    );
    const { sheets, text, layout } = await open(deckOf([{ teacher_script: lines.join("\n") }]));
    expect(layout.pages).toHaveLength(2);
    expect(sheets.length).toBeGreaterThan(4);
    for (const line of lines) expect(text).toContain(squeezed(line));
    // Only where no picture stands: the reader does not scale its widths.
    for (const { found, view } of sheets.slice(2)) {
      const [, , width = 0] = view;
      for (const { transform, width: length } of found) {
        expect(transform[4]).toBeGreaterThanOrEqual(SHEET_MARGIN - 0.01);
        expect(transform[4] + length).toBeLessThanOrEqual(width - SHEET_MARGIN + 0.5);
        expect(transform[5]).toBeGreaterThanOrEqual(SHEET_MARGIN - 12);
      }
    }
  });

  it("stacks the pages of a slide that needs several above its notes", async () => {
    const points = Array.from({ length: 5 }, () => `Listen ${"and clap ".repeat(24)}`);
    const { layout, sheets } = await open(deckOf([{ key_points: points, teacher_script: "Say it slowly." }]));
    expect(layout.pages.filter(({ slideId }) => slideId === "slide-02").length).toBeGreaterThan(1);
    expect(sheets[1]?.text).toMatch(/\(1\/\d\).*\(2\/\d\)/s);
    expect(sheets.at(-1)?.text).toContain("Say it slowly.");
  });

  it.each([
    ["en", [612, 792]],
    ["es-MX", [612, 792]],
    ["de", [595, 842]],
    ["zh", [595, 842]],
  ])("in %s is as large as paper there", async (language, size) => {
    const { sheets } = await open(deckOf([], { language }));
    const [, , width = 0, height = 0] = sheets[0]?.view ?? [];
    expect([width, height].map(Math.round)).toEqual(size);
  });

  it("is tagged, in its language: slide title, heading of the notes, and the notes", async () => {
    const { pdf, sheets, raw } = await open(deckOf([{ teacher_script: "Beginnen." }], { language: "de" }));
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({ Title: "A lesson", Language: "de" });
    const roles = JSON.stringify(await sheets[1]?.page.getStructTree());
    expect(roles.match(/"role":"(H1|H2|P)"/g)).toEqual([
      '"role":"H1"',
      '"role":"P"',
      '"role":"P"',
      '"role":"H2"',
      '"role":"P"',
    ]);
    expect(sheets[1]?.text).toContain("Text für die Lehrkraft");
    expect(raw).toContain("/MarkInfo");
  });

  it("says notes in every script, embedding only what it uses of each font", async () => {
    const { key_points: _points, ...slide } = scriptsDeck.slides[1] ?? {};
    const script = Object.values(SCRIPTS).join("\n");
    const { text, raw } = await open(deckOf([{ ...slide, teacher_script: script }]));
    for (const name of ["greek", "cyrillic", "chinese", "japanese", "korean", "music"] as const) {
      expect(text).toContain(squeezed(SCRIPTS[name]));
    }
    for (const word of ["הקצב", "סביבנו", "פעימות"]) expect(text).toContain(word);
    const names = [...raw.matchAll(/\/BaseFont \/(\S+)/g)].map(([, font]) => font);
    expect(names.length).toBeGreaterThan(6);
    for (const font of names) expect(font).toMatch(/^[A-Z]{6}\+/);
    const embedded = raw.match(/\/FontFile[23] /g)?.length;
    expect(embedded).toBe(raw.match(/\/Type \/FontDescriptor/g)?.length);
    expect(raw.length).toBeLessThan(200_000);
  });
});
