import { describe, expect, it } from "vitest";
import { deckStyle } from "@/lib/contract/decks";
import { demoLessons } from "@/lib/demo/demo-lessons";
import { lostTexts } from "@/lib/presentations/corpus/deck-faults";
import { fontRuns } from "@/lib/presentations/fonts/glyphs";
import { measureText, widthOf } from "@/lib/presentations/fonts/measure-text";
import { openFont } from "@/lib/presentations/fonts/open-font";
import {
  deckOf,
  hostileDecks,
  realDeck,
  scriptsDeck,
  type slideOf,
} from "@/lib/presentations/layout/fixtures/sample-decks";
import { parseLesson } from "@/lib/presentations/lesson/parse-lesson";
import { outlineDeck } from "@/lib/presentations/outline/outline-deck";
import { styleTokens } from "@/lib/presentations/styles/deck-styles";
import { layoutDeck } from "./layout-deck";
import { type DeckLayout, type Line, PAGE_HEIGHT, PAGE_WIDTH, type Page, type TextElement } from "./model";

const STYLES = deckStyle.options;
const REAL = ["grade1-rhythm-patterns", "elementary-rhythm"] as const;
const TOLERANCE = 0.5;

const textsOf = (page: Page): TextElement[] => page.elements.filter((element) => element.kind === "text");
const bodyOf = (page: Page) => textsOf(page).filter(({ role }) => role === "body");
const wordsOf = (page: Page) =>
  textsOf(page)
    .flatMap(({ paragraphs }) => paragraphs.flatMap(({ spans }) => spans.map(({ text }) => text)))
    .join(" ");
const wordsOfText = ({ paragraphs }: TextElement) =>
  paragraphs.flatMap(({ spans }) => spans.map(({ text }) => text)).join("");
const squeezed = (text: string) => text.replace(/\s/g, "");

/** Widths in ems by font and text: six styles set the same lessons in four families. */
const shaped = new Map<string, number>();

/** As the font engine sets it, which is not how the layout measured it; the PDF's test looks at what kerning does. */
function shapedWidth(line: Line, element: TextElement, sizePt: number, layout: DeckLayout): number {
  const family = styleTokens(layout.style).fonts[element.face].embedded;
  const ems = line.spans.flatMap(({ text, bold }) =>
    fontRuns(text, family, bold).map((run) => {
      const key = `${run.file} ${run.text}`;
      const known = shaped.get(key);
      if (known !== undefined) return known;
      const font = openFont(run.file);
      const em = font.layout(run.text, { kern: false, ccmp: false }).advanceWidth / font.unitsPerEm;
      shaped.set(key, em);
      return em;
    }),
  );
  return ems.reduce((sum, em) => sum + em, 0) * sizePt;
}

function overflows(layout: DeckLayout): string[] {
  const found: string[] = [];
  for (const page of layout.pages) {
    for (const element of textsOf(page)) {
      const { x, y, w, h, role, paragraphs } = element;
      const isOnPage = x >= 0 && y >= 0 && x + w <= PAGE_WIDTH && y + h <= PAGE_HEIGHT;
      if (!isOnPage) found.push(`${page.id} ${role}: off the page`);
      for (const { lines, sizePt } of paragraphs) {
        for (const line of lines) {
          const width = shapedWidth(line, element, sizePt, layout);
          const left = Math.min(line.x, line.x + line.width - width);
          if (left < x - TOLERANCE || Math.max(line.x + line.width, left + width) > x + w + TOLERANCE) {
            found.push(`${page.id} ${role}: ${width} in ${w}`);
          }
          if (
            line.baseline - 0.75 * sizePt < y - TOLERANCE ||
            line.baseline + 0.29 * sizePt > y + h + TOLERANCE
          ) {
            found.push(`${page.id} ${role}: baseline ${line.baseline} in ${y}..${y + h}`);
          }
        }
      }
    }
  }
  return found;
}

function smallestText(layout: DeckLayout): number {
  const sizes = layout.pages.flatMap((page) =>
    textsOf(page).flatMap((text) => text.paragraphs.map((one) => one.sizePt)),
  );
  return Math.min(...sizes);
}

describe.each(STYLES)("layoutDeck in %s", (style) => {
  it.each(REAL)("keeps all of %s in its boxes, whole, at 18 pt or more", (name) => {
    const content = realDeck(name);
    const layout = layoutDeck(content, style);
    expect(overflows(layout)).toEqual([]);
    expect(smallestText(layout)).toBeGreaterThanOrEqual(18);
    expect(lostTexts(content, layout)).toEqual([]);
  });

  it.each(demoLessons.map(({ title, content }) => ({ title, content })))(
    "keeps all of $title in its boxes",
    (lesson) => {
      const format = typeof lesson.content === "string" ? "markdown" : "m2.0";
      const content = outlineDeck(parseLesson({ ...lesson, format }));
      const layout = layoutDeck(content, style);
      expect(overflows(layout)).toEqual([]);
      expect(smallestText(layout)).toBeGreaterThanOrEqual(18);
      expect(lostTexts(content, layout)).toEqual([]);
    },
  );

  it("keeps every script in its box", () => {
    expect(overflows(layoutDeck(scriptsDeck, style))).toEqual([]);
  });

  it("lets no hostile text overflow, shrink below 18 pt or stop it", () => {
    // All of them in the default style, each of them in one other: they try the fitting, which the styles share.
    const others = STYLES.length - 1;
    const tried = hostileDecks.filter(
      (_, at) => style === "default" || at % others === STYLES.indexOf(style) - 1,
    );
    for (const content of tried) {
      const layout = layoutDeck(content, style);
      expect(overflows(layout)).toEqual([]);
      expect(smallestText(layout)).toBeGreaterThanOrEqual(18);
    }
  });

  it("puts every page of a master at the same places", () => {
    const placed = new Map<string, string>();
    for (const page of layoutDeck(realDeck("elementary-rhythm"), style).pages) {
      const fixed = page.elements.filter(
        (one) => one.place === "master" || (one.kind === "text" && one.slot !== null),
      );
      const places = JSON.stringify(fixed.map(({ x, y, w, h, kind }) => [kind, x, y, w, h]));
      expect(placed.get(page.master) ?? places).toBe(places);
      placed.set(page.master, places);
    }
  });
});

describe("layoutDeck", () => {
  it("continues a slide that holds too much, and keeps every word in order", () => {
    const points = Array.from(
      { length: 5 },
      (_, index) => `${index} ${"many words go on and on ".repeat(30)}end${index}`,
    );
    const content = deckOf([{ key_points: points }]);
    const layout = layoutDeck(content, "default");
    const pages = layout.pages.slice(1);
    expect(pages.length).toBeGreaterThan(2);
    expect(lostTexts(content, layout)).toEqual([]);
    pages.forEach((page, index) => {
      expect(wordsOf(page)).toContain(`Clap and echo (${index + 1}/${pages.length})`);
      expect(page.id).toBe(`slide-02-${index + 1}`);
    });
  });

  it("shows a title that does not fit in full among the points", () => {
    const title = `Start ${"very long title ".repeat(40)}end`;
    const layout = layoutDeck(deckOf([{ title }]), "default");
    const shown = layout.pages.slice(1).flatMap(bodyOf);
    const text = shown
      .flatMap((body) => body.paragraphs.flatMap(({ spans }) => spans.map((span) => span.text)))
      .join("");
    expect(squeezed(text)).toContain(squeezed(title));
    expect(layout.pages[1]?.title).toBe(title);
  });

  it("never loses a standard: those without room for a chip stand among the points", () => {
    const codes = Array.from({ length: 60 }, (_, index) => `${index + 1}.CR.${index + 1}`);
    const page = layoutDeck(deckOf([{ standard_codes: codes, duration_minutes: 5 }]), "default").pages.slice(
      1,
    );
    const words = page.map(wordsOf).join(" ").split(/[ ·]+/);
    expect(words).toEqual(expect.arrayContaining(codes));
  });

  it("shows minutes large and the part's place in the lesson", () => {
    const slides = [8, 10, 7].map((minutes) => ({ duration_minutes: minutes }));
    const [cover, first] = layoutDeck(deckOf(slides), "default").pages;
    const labels = cover?.elements.flatMap((one) => (one.kind !== "text" && one.label ? [one.label] : []));
    expect(labels).toEqual([
      "Activity 1: Clap and echo: 8 min",
      "Activity 1: Clap and echo: 10 min",
      "Activity 1: Clap and echo: 7 min",
    ]);
    expect(
      first && textsOf(first).find(({ role }) => role === "duration")?.paragraphs[0]?.spans[0]?.text,
    ).toBe("8");
  });

  it("numbers steps, nests what belongs below and takes ticks as bullets", () => {
    const layout = layoutDeck(
      deckOf([{ key_points: ["3. Play", "– softly", "☐ Keeps the beat", "Ask: “Why?”"] }]),
      "default",
    );
    const [body] = layout.pages.slice(1).flatMap(bodyOf);
    expect(body?.paragraphs.map(({ marker, level }) => [marker?.text, level])).toEqual([
      ["3.", 0],
      ["–", 1],
      ["☐", 0],
      ["•", 0],
    ]);
    expect(body?.paragraphs[3]?.spans[0]).toMatchObject({ text: "Ask: ", bold: true });
  });

  it("sets lists of materials in two columns when they are long", () => {
    const slotsOf = (points: string[]) => {
      const [page] = layoutDeck(
        deckOf([{ source_section: "materials", key_points: points }]),
        "default",
      ).pages.slice(1);
      return page && bodyOf(page).map(({ slot }) => slot);
    };
    const long = ["drums", "sticks", "cards", "charts"].map(
      (thing) => `Enough ${thing} for groups of four, and some more in case one of them should break`,
    );
    expect(slotsOf(long)).toEqual(["body", "body2"]);
    expect(slotsOf(["Drums", "Sticks", "Cards", "Chart"])).toEqual(["body"]);
  });

  it("opens the lesson with its minutes as a bar, its parts in the bar's colours", () => {
    const { slides } = realDeck("elementary-rhythm");
    const layout = layoutDeck(realDeck("elementary-rhythm"), "default");
    const page = layout.pages.find(({ master }) => master === "Activity – plan");
    const parts = slides.filter(({ duration_minutes }) => duration_minutes !== null);
    const bars =
      page?.elements.flatMap((one) => (one.kind === "rect" && one.label !== null ? [one] : [])) ?? [];
    expect(bars.map(({ label }) => label)).toEqual(
      parts.map(({ title, duration_minutes: minutes }) => `${title}: ${minutes} min`),
    );
    const unit = (bars[0]?.w ?? 0) / (parts[0]?.duration_minutes ?? 1);
    for (const [at, { w }] of bars.entries())
      expect(w / unit).toBeCloseTo(parts[at]?.duration_minutes ?? 0, 5);
    const body = page && bodyOf(page)[0];
    expect(body?.paragraphs.map(({ marker }) => marker?.color)).toEqual(bars.map(({ fill }) => fill));
    const ticks = page && textsOf(page).flatMap((one) => (one.role === "label" ? one.paragraphs : []));
    expect(ticks?.map(({ spans }) => spans[0]?.text)).toEqual(["0 min", "7", "17", "27", "37"]);
  });

  it("says beside an activity who works with whom, as its instructions do", () => {
    const labels = (key_points: string[], source_section: "activity" | "materials" = "activity") => {
      const [page] = layoutDeck(deckOf([{ key_points, source_section }]), "default").pages.slice(1);
      return page && textsOf(page).flatMap((one) => (one.role === "label" ? [wordsOfText(one)] : []));
    };
    expect(labels(["Independent Work: write", "Pair students to share", "Sing"])).toEqual([
      "On your own",
      "In pairs",
    ]);
    expect(labels(["Divide into small groups", "Share as a class"])).toEqual(["Small groups", "Whole class"]);
    expect(labels(["Ask: “Did you work with your partner?”", "Play groups of four notes"])).toEqual([]);
    expect(labels(["One drum for partners", "Cards"], "materials")).toEqual([]);
  });

  it("sets the name of a group large beside what it is offered", () => {
    const page = (subtitle: string) =>
      layoutDeck(deckOf([{ source_section: "differentiation", subtitle }]), "default").pages[1];
    const name = page("For Advanced Learners")?.elements.find(
      (one) => one.kind === "text" && one.role === "subtitle",
    );
    expect(name).toMatchObject({ face: "heading", paragraphs: [{ sizePt: 28 }] });
    expect(page("For Advanced Learners")?.master).toBe("Differentiation – group");
    expect(page(`For ${"those ".repeat(30)}`)?.master).toBe("Differentiation – subtitle");
  });

  it("keeps numbers of two digits off the words, and all words at one edge", () => {
    const key_points = ["8. Clap", "9. Tap", "10. Stamp", "100. Rest"];
    const [page] = layoutDeck(deckOf([{ key_points }]), "default").pages.slice(1);
    const steps = page ? (bodyOf(page)[0]?.paragraphs ?? []) : [];
    expect(steps.map(({ marker }) => marker?.text)).toEqual(["8.", "9.", "10.", "100."]);
    expect(new Set(steps.map(({ lines }) => lines[0]?.x)).size).toBe(1);
    const family = styleTokens("default").fonts.body.embedded;
    for (const { marker, lines, sizePt } of steps) {
      const text = marker?.text ?? "";
      const measured = measureText([{ text, bold: true }], family);
      const right = (marker?.x ?? 0) + widthOf(measured, { start: 0, end: text.length }, sizePt);
      expect(right).toBeLessThan(lines[0]?.x ?? 0);
    }
  });

  it("sets a single point large", () => {
    const [page] = layoutDeck(deckOf([{ key_points: ["Bring an egg carton."] }]), "default").pages.slice(1);
    expect(page && bodyOf(page)[0]).toMatchObject({
      slot: "statement",
      paragraphs: [{ sizePt: 36, marker: null }],
    });
  });

  it("sets Hebrew from the right", () => {
    const [page] = layoutDeck(deckOf([{ key_points: ["הקצב סביבנו", "Clap"] }]), "default").pages.slice(1);
    const [rtl, ltr] = page ? (bodyOf(page)[0]?.paragraphs ?? []) : [];
    expect([rtl?.direction, ltr?.direction]).toEqual(["rtl", "ltr"]);
    expect(rtl?.lines[0]?.x).toBeGreaterThan(ltr?.lines[0]?.x ?? PAGE_WIDTH);
  });

  it("sets a Hebrew cover and two columns from the right", () => {
    const materials = {
      source_section: "materials",
      key_points: Array.from({ length: 8 }, () => "תוף"),
    } as const;
    const content = { ...deckOf([materials]), title: "הקצב" };
    const [cover, page] = layoutDeck(
      { ...content, slides: content.slides.map((slide) => ({ ...slide, title: "הקצב שלנו" })) },
      "default",
    ).pages;
    const title = cover && textsOf(cover).find(({ slot }) => slot === "title");
    const subtitle = cover && textsOf(cover).find(({ slot }) => slot === "subtitle");
    const rightOf = (box: TextElement | undefined) => (box === undefined ? Number.NaN : box.x + box.w);
    if (subtitle) expect(rightOf(title)).toBeCloseTo(rightOf(subtitle));
    else expect(rightOf(title)).toBeCloseTo(64 + 566);
    const [first, second] = page ? bodyOf(page) : [];
    expect(first?.slot).toBe("body");
    expect(first?.x).toBeGreaterThan(second?.x ?? PAGE_WIDTH);
  });

  it("gives the notes the script, and the minutes where the script is silent about them", () => {
    const notes = (values: Parameters<typeof slideOf>[0]) =>
      layoutDeck(deckOf([values ?? {}]), "default").pages[1]?.notes;
    expect(notes({ teacher_script: "Begin.", duration_minutes: 5 })).toBe("Begin.\n\nTime: 5 minutes.");
    expect(notes({ teacher_script: "Take 5 minutes.", duration_minutes: 5 })).toBe("Take 5 minutes.");
  });

  it("gives a page that overflow made notes of its own: which slide goes on, and its lines", () => {
    const points = Array.from(
      { length: 14 },
      (_, index) => `${index + 1}. Clap ${"and listen ".repeat(9).trim()}`,
    );
    const slide = { title: "Clap", key_points: points, teacher_script: "Once." };
    const [, first, second] = layoutDeck(deckOf([slide]), "default").pages;
    expect(first?.notes).toBe("Once.");
    const [goOn, ...lines] = second?.notes.split("\n") ?? [];
    expect(goOn).toMatch(/^Go on with “Clap \(2\/\d\)”:$/);
    expect(lines.length).toBeGreaterThan(0);
    expect(points.join("\n")).toContain(lines.join("\n"));
  });

  it("draws the cover alone as it draws it with all pages", () => {
    const content = realDeck("grade1-rhythm-patterns");
    const all = layoutDeck(content, "default");
    expect(layoutDeck(content, "default", 1)).toEqual({ ...all, pages: all.pages.slice(0, 1) });
    const [, ...slides] = content.slides;
    const coverless = layoutDeck({ ...content, slides }, "default");
    expect(layoutDeck({ ...content, slides }, "default", 1).pages).toEqual(coverless.pages.slice(0, 1));
  });

  it("is plain JSON and the same for the same deck", () => {
    const layout = layoutDeck(scriptsDeck, "default");
    expect(JSON.parse(JSON.stringify(layout))).toEqual(layout);
    expect(layoutDeck(scriptsDeck, "default")).toEqual(layout);
  });
});
