import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, it } from "vitest";
import { type DeckContent, type DeckStyle, deckStyle } from "@/lib/contract/decks";
import {
  deckOf,
  hostileDecks,
  realDeck,
  SCRIPTS,
  scriptsDeck,
} from "@/lib/presentations/layout/fixtures/sample-decks";
import { layoutDeck } from "@/lib/presentations/layout/layout-deck";
import { PAGE_WIDTH } from "@/lib/presentations/layout/model";
import { renderPdf } from "./pdf";

const squeezed = (text: string) => text.replace(/\s/g, "");

async function open(content: DeckContent, style: DeckStyle = "default") {
  const layout = layoutDeck(content, style);
  const data = await renderPdf(layout, { title: layout.title, language: layout.language });
  const size = data.length;
  const pdf = await getDocument({ data, useSystemFonts: false, verbosity: 0 }).promise;
  const items = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items: found } = await (await pdf.getPage(number)).getTextContent();
    items.push(found.flatMap((item) => ("str" in item ? [item] : [])));
  }
  const text = items.map((page) => page.map(({ str }) => str).join("")).join("\n");
  return { layout, pdf, items: items.flat(), text, size };
}

describe.each(deckStyle.options)("renderPdf in %s", (style) => {
  it.each(["grade1-rhythm-patterns", "elementary-rhythm"] as const)("draws all of %s", async (name) => {
    const content = realDeck(name);
    const { layout, pdf, text, items } = await open(content, style);
    expect(pdf.numPages).toBe(layout.pages.length);
    for (const { title, key_points: points } of content.slides) {
      expect(squeezed(text)).toContain(squeezed(title));
      for (const point of points) {
        expect(squeezed(text)).toContain(
          squeezed(point.replace(/^– |^\d+\. |[☐✅]/u, "").replace(/\ufe0f/gu, "")),
        );
      }
    }
    for (const { transform, width } of items)
      expect(transform[4] + width).toBeLessThanOrEqual(PAGE_WIDTH - 24);
  });
});

describe("renderPdf", () => {
  it.each(["greek", "cyrillic", "chinese", "japanese", "korean", "music", "vietnamese", "symbols"] as const)(
    "keeps %s as text that can be copied out",
    async (script) => {
      const { text } = await open(scriptsDeck);
      expect(squeezed(text)).toContain(squeezed(SCRIPTS[script]));
    },
  );

  it("draws a visible sign for what no font has", async () => {
    expect((await open(scriptsDeck)).text).toContain("\ufffd");
  });

  it("embeds only the letters it uses", async () => {
    expect((await open(scriptsDeck)).size).toBeLessThan(150_000);
  });

  it("never fails, and never leaves the page to the right, whatever the text", async () => {
    for (const content of hostileDecks) {
      const { layout, pdf, items } = await open(content);
      expect(pdf.numPages).toBe(layout.pages.length);
      for (const { transform, width, dir } of items) {
        if (dir === "ltr") expect(transform[4] + width).toBeLessThanOrEqual(PAGE_WIDTH);
      }
    }
  }, 60_000);

  it("draws a line tighter that kerning makes wider than its box", async () => {
    const { items } = await open(deckOf([{ title: "T".repeat(40), key_points: ["T".repeat(400)] }]));
    const rightEdge = Math.max(...items.map(({ transform, width }) => transform[4] + width));
    expect(rightEdge).toBeLessThanOrEqual(PAGE_WIDTH - 56 + 0.5);
  });

  it("says its title and language, and has a bookmark for each slide", async () => {
    const { pdf } = await open(
      deckOf([{ title: "Eins" }, { title: "Zwei" }], { title: "Rhythmus", language: "de" }),
    );
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({ Title: "Rhythmus", Author: "Presentation Jobs", Language: "de" });
    expect((await pdf.getOutline()).map(({ title }) => title)).toEqual(["A lesson", "Eins", "Zwei"]);
  });

  it("is tagged: the title is a heading", async () => {
    const { pdf } = await open(deckOf([{}]));
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
    const tree = JSON.stringify(await (await pdf.getPage(2)).getStructTree());
    expect(tree).toContain('"role":"H1"');
    expect(tree).toContain('"role":"P"');
  });
});
