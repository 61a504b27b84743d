import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { deckOf, realDeck } from "@/lib/presentations/layout/fixtures/sample-decks";
import { layoutDeck } from "@/lib/presentations/layout/layout-deck";
import type { Page } from "@/lib/presentations/layout/model";
import { SlideView } from "./slide-view";

const draw = (page: Page | undefined) =>
  page === undefined ? "" : renderToStaticMarkup(<SlideView page={page} />);
const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&amp;/g, "&");

describe("SlideView", () => {
  it("shows every point of a real lesson as text, words apart where lines break", () => {
    const content = realDeck("grade1-rhythm-patterns");
    const shown = plain(layoutDeck(content, "default").pages.map(draw).join("\n"));
    for (const { title, key_points: points } of content.slides) {
      expect(shown).toContain(title);
      for (const point of points) expect(shown).toContain(point.replace(/^– |^\d+\. |^[☐✅] /u, ""));
    }
  });

  it("is an article with a heading, a list and nothing to read in its decoration", () => {
    const html = draw(layoutDeck(deckOf([{}]), "default").pages[1]);
    expect(html).toContain('<article aria-label="Activity 1: Clap and echo" lang="en">');
    expect(html).toMatch(/role="heading" aria-level="2"/);
    expect(html.match(/role="listitem"/g)).toHaveLength(2);
    for (const [rect] of html.matchAll(/<(rect|ellipse)[^>]*>/g))
      expect(rect).toContain('aria-hidden="true"');
  });

  it("keeps its shape whatever the width, and escapes markup", () => {
    const html = draw(layoutDeck(deckOf([{ title: "<img src=x onerror=alert(1)>" }]), "default").pages[1]);
    expect(html).toContain('viewBox="0 0 960 540"');
    expect(html).not.toContain("<img");
  });

  it("sets right-to-left lines from their right end", () => {
    const html = draw(layoutDeck(deckOf([{ key_points: ["הקצב סביבנו", "הקצב"] }]), "default").pages[1]);
    expect(html).toContain('direction="rtl"');
  });
});
