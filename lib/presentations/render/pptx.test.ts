import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { type DeckContent, type DeckStyle, deckStyle } from "@/lib/contract/decks";
import { xmlFault } from "@/lib/presentations/hostile/xml-fault";
import {
  deckOf,
  HOSTILE_TEXTS,
  hostileDecks,
  realDeck,
  SCRIPTS,
  scriptsDeck,
} from "@/lib/presentations/layout/fixtures/sample-decks";
import { layoutDeck } from "@/lib/presentations/layout/layout-deck";
import { renderPptx } from "./pptx";

const createdAt = new Date("2026-01-02T03:04:05.678Z");

async function filesOf(content: DeckContent, style: DeckStyle = "default") {
  const layout = layoutDeck(content, style);
  const bytes = await renderPptx(layout, { title: layout.title, language: layout.language, createdAt });
  const files = new Map(Object.entries(unzipSync(bytes)).map(([path, file]) => [path, strFromU8(file)]));
  const numbered = (folder: string, name: string) =>
    layout.pages.map((_, index) => files.get(`ppt/${folder}/${name}${index + 1}.xml`) ?? "");
  return {
    layout,
    bytes,
    files,
    slides: numbered("slides", "slide"),
    notes: numbered("notesSlides", "notesSlide"),
  };
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const unescaped = (xml: string) =>
  xml.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? "");
const textOf = (xml: string) =>
  [...xml.matchAll(/<a:p>(.*?)<\/a:p>/gs)]
    .map(([, paragraph = ""]) =>
      [...paragraph.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text = ""]) => text).join(""),
    )
    .map(unescaped)
    .join("\n");

function faultsOf(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, xml]) => {
    const fault = /\.(xml|rels)$/.test(path) ? xmlFault(xml) : null;
    return fault === null ? [] : [`${path}: ${fault}`];
  });
}

describe.each(deckStyle.options)("renderPptx in %s", (style) => {
  it("writes all of a lesson", async () => {
    const name = style === "default" ? "elementary-rhythm" : "grade1-rhythm-patterns";
    const content = realDeck(name);
    const { layout, files, slides, notes } = await filesOf(content, style);
    const slideFiles = [...files.keys()].filter((path) => /^ppt\/slides\/slide\d+\.xml$/.test(path));
    expect(slideFiles).toHaveLength(layout.pages.length);
    expect(faultsOf(files)).toEqual([]);
    const shown = slides.map(textOf).join("\n");
    const said = notes.map(textOf).join("\n");
    for (const slide of content.slides) {
      expect(shown).toContain(slide.title);
      expect(said).toContain(slide.teacher_script.trim());
    }
  });
});

describe("renderPptx", () => {
  it("stays well-formed whatever the text", async () => {
    for (const content of hostileDecks) {
      const { layout, files } = await filesOf(content);
      expect(faultsOf(files)).toEqual([]);
      expect(files.has(`ppt/slides/slide${layout.pages.length}.xml`)).toBe(true);
    }
  });

  it("keeps markup as text", async () => {
    const text = HOSTILE_TEXTS.find((one) => one.startsWith("<script>")) ?? "";
    const { slides, notes } = await filesOf(deckOf([{ key_points: [text], teacher_script: text }]));
    expect(textOf(slides[1] ?? "")).toContain(text);
    expect(textOf(notes[1] ?? "")).toContain(text);
  });

  it("says what a part of the lesson's time is for, whatever its title holds", async () => {
    const title = "Build a shaker for $10, $1 or $&: $` $'";
    const timed = { title, duration_minutes: 5 };
    const { files, slides } = await filesOf(deckOf([timed, timed]));
    expect(faultsOf(files)).toEqual([]);
    const said = [...(slides[0] ?? "").matchAll(/descr="([^"]*)"/g)].map(([, text = ""]) => unescaped(text));
    expect(said).toEqual([`${title}: 5 min`, `${title}: 5 min`]);
  });

  it("sets notes of Arabic and Hebrew from the right", async () => {
    const { notes } = await filesOf(deckOf([{ teacher_script: "Clap.\nהקצב סביבנו" }]));
    expect(notes[1]).toMatch(/<a:p><a:r>.*Clap\.<.*<a:p><a:pPr algn="r" rtl="1"\/><a:r>/);
  });

  it("keeps the corners of chips square where the style has them so", async () => {
    const shapes = async (style: (typeof deckStyle.options)[number]) => {
      const { slides } = await filesOf(deckOf([{ standard_codes: ["1.CR.1"] }]), style);
      const chip = /<p:sp>(?:(?!<\/p:sp>).)*name="Standard".*?<\/p:sp>/s.exec(slides[1] ?? "")?.[0];
      return /prstGeom prst="(\w+)"/.exec(chip ?? "")?.[1];
    };
    expect([await shapes("default"), await shapes("classic")]).toEqual(["roundRect", "rect"]);
  });

  it("keeps every script as native text", async () => {
    const { slides } = await filesOf(scriptsDeck);
    const shown = slides.map(textOf).join("\n");
    for (const text of Object.values(SCRIPTS)) expect(shown).toContain(text);
  });

  it("fills the title and body placeholders of named layouts", async () => {
    const { files, slides } = await filesOf(deckOf([{ duration_minutes: 5, subtitle: "In pairs" }]));
    const layouts = [...files].filter(([path]) => /^ppt\/slideLayouts\/slideLayout\d+\.xml$/.test(path));
    expect(layouts.map(([, xml]) => /<p:cSld name="([^"]*)"/.exec(xml)?.[1])).toContain(
      "Activity – subtitle, panel",
    );
    const types = [...(slides[1] ?? "").matchAll(/<p:ph[^>]*?type="(\w+)"/g)].map(([, type]) => type);
    expect(types).toEqual(["title", "body", "body", "sldNum"]);
  });

  it("has paragraph properties once a paragraph, with hanging numbers that PowerPoint counts", async () => {
    const { slides } = await filesOf(deckOf([{ key_points: ["3. Ask: “Why?”", "– Wait", "Listen"] }]));
    const paragraphs = [...(slides[1] ?? "").matchAll(/<a:p>.*?<\/a:p>/gs)].map(([paragraph]) => paragraph);
    for (const paragraph of paragraphs)
      expect(paragraph.match(/<a:pPr/g)?.length ?? 0).toBeLessThanOrEqual(1);
    const [, step, nested] = paragraphs;
    expect(step).toMatch(
      /marL="(\d+)" indent="-\1" algn="l".*<a:buAutoNum type="arabicPeriod" startAt="3"\/>/,
    );
    expect(nested).toMatch(/lvl="1".*<a:buChar char="–"\/>/);
  });

  it("takes its colours and fonts from a theme of the style", async () => {
    const { files, slides } = await filesOf(deckOf([{}]), "high-contrast");
    const theme = files.get("ppt/theme/theme1.xml") ?? "";
    expect(theme).toContain('<a:lt1><a:srgbClr val="000000"/></a:lt1>');
    expect(theme).toContain('<a:latin typeface="Arial"/>');
    expect(slides[1]).toContain('<a:schemeClr val="tx1"/>');
    expect(slides[1]).not.toContain('typeface="Noto');
  });

  it("has no colour on a slide that the theme does not change", async () => {
    for (const style of deckStyle.options) {
      const { slides } = await filesOf(deckOf([{ duration_minutes: 8 }, { duration_minutes: 10 }]), style);
      expect(slides.join("").match(/<a:srgbClr [^>]*>/g) ?? []).toEqual([]);
    }
    const { slides } = await filesOf(deckOf([{ duration_minutes: 8 }, { duration_minutes: 10 }]));
    expect(slides[0]).toMatch(/<a:schemeClr val="accent\d"><a:lumMod val="60000"\/><a:lumOff val="40000"\/>/);
    expect(slides[1]).toMatch(/<a:schemeClr val="accent\d"><a:alpha val="\d+"\/>/);
  });

  it("tells screen readers what a shape means or that it is decoration", async () => {
    const { slides } = await filesOf(deckOf([{ duration_minutes: 8 }, { duration_minutes: 10 }]));
    expect(slides[0]).toContain('descr="Activity 1: Clap and echo: 8 min"');
    expect(slides[1]).toContain("adec:decorative");
  });

  it("names title, author, language and time, and writes the same bytes again", async () => {
    const content = deckOf([{ teacher_script: "Zwei\nZeilen" }], {
      title: "Rhythmus & Klang",
      language: "de",
    });
    const first = await filesOf(content);
    const core = first.files.get("docProps/core.xml") ?? "";
    expect(core).toContain("<dc:title>Rhythmus &amp; Klang</dc:title>");
    expect(core).toContain("<dc:creator>Presentation Jobs</dc:creator>");
    expect(core).toContain("<dc:language>de-DE</dc:language>");
    expect(core.match(/2026-01-02T03:04:05Z/g)).toHaveLength(2);
    expect(first.slides[1]).toContain('lang="de-DE"');
    expect(textOf(first.notes[1] ?? "")).toContain("Zwei\nZeilen");
    const second = await filesOf(content);
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
  });
});
