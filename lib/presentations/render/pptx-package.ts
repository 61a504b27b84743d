/**
 * Finishes what pptxgenjs writes: its theme colours are fixed, it repeats paragraph properties before every run (which the schema
 * forbids), knows no alternative text, colours no bullets and squeezes notes into one line.
 */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import type { Page, PageElement, Paragraph, TextElement } from "@/lib/presentations/layout/model";
import { directionOf } from "@/lib/presentations/layout/paragraphs";
import { cleanText } from "@/lib/presentations/lesson/clean-text";
import type { Theme } from "./pptx-theme";

export type PackageContext = {
  pages: readonly Page[];
  /** The page that stands for each layout, in the order in which they were defined. */
  masters: readonly Page[];
  theme: Theme;
  language: string;
  createdAt: Date;
};

/** pptxgenjs puts a layout of its own before ours. */
const OWN_LAYOUTS = 1;
const EMU_PER_POINT = 12_700;

export function finishPackage(pptx: Uint8Array, context: PackageContext): Uint8Array {
  const files: Zippable = {};
  for (const [path, bytes] of Object.entries(unzipSync(pptx))) {
    if (path.endsWith("/")) continue;
    const isText = /\.(xml|rels)$/.test(path);
    files[path] = isText ? strToU8(finishPart(path, strFromU8(bytes), context)) : bytes;
  }
  return zipSync(files, { level: 6, mtime: context.createdAt });
}

function finishPart(path: string, xml: string, context: PackageContext): string {
  const [, part = "", number = ""] = /^ppt\/(\w+)\/[a-zA-Z]+?(\d+)\.xml$/.exec(path) ?? [];
  const at = Number(number) - 1;
  const page = part === "slideLayouts" ? context.masters[at - OWN_LAYOUTS] : context.pages[at];
  switch (part) {
    case "slides":
    case "slideLayouts":
      return page === undefined ? xml : context.theme.withMixedColors(finishShapes(xml, page, context));
    case "notesSlides":
      return page === undefined ? xml : finishNotes(xml, page, context.language);
    case "theme":
      return xml.replace(/<a:clrScheme .*?<\/a:clrScheme>/s, context.theme.colorScheme);
  }
  if (path === "ppt/presentation.xml") return inSchemaOrder(xml);
  if (path === "docProps/core.xml") return withDates(withLanguage(xml, context.language), context.createdAt);
  return xml;
}

/** The schema wants the notes master before the slides. */
function inSchemaOrder(xml: string): string {
  return xml.replace(
    /(<p:sldIdLst>.*?<\/p:sldIdLst>)(<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>)/s,
    "$2$1",
  );
}

function withLanguage(xml: string, language: string): string {
  return xml.replace("</dc:creator>", `</dc:creator><dc:language>${language}</dc:language>`);
}

function withDates(xml: string, createdAt: Date): string {
  const time = createdAt.toISOString().replace(/\.\d+Z$/, "Z");
  return xml.replace(/(<dcterms:(created|modified) [^>]*>)[^<]*/g, `$1${time}`);
}

function finishShapes(xml: string, page: Page, { theme, language }: PackageContext): string {
  return xml.replace(/<p:sp>.*?<\/p:sp>/gs, (shape) => {
    const name = /<p:cNvPr id="\d+" name="([^"]*)"/.exec(shape)?.[1] ?? "";
    const element = elementNamed(name, page);
    if (element === undefined) return shape.replaceAll('lang="en-US"', `lang="${language}"`);
    const named = shape.replace(
      /(<p:cNvPr id="\d+") name="[^"]*"><\/p:cNvPr>/,
      // Not as a pattern: "$1" in a lesson's title is money.
      (_, start: string) => `${start} ${identityOf(element)}`,
    );
    return element.kind === "text" ? finishText(named, element, theme) : withoutText(named);
  });
}

/** A shape that never held text needs no text body; pptxgenjs writes none, or one that would be offered for typing. */
function withoutText(shape: string): string {
  return shape.replace(/<p:txBody>.*?<\/p:txBody>/s, "");
}

function elementNamed(name: string, page: Page): PageElement | undefined {
  const index = /^e(\d+)$/.exec(name)?.[1];
  if (index !== undefined) return page.elements[Number(index)];
  return page.elements.find((element) => element.kind === "text" && element.slot === name);
}

const NAMES: Record<TextElement["role"], string> = {
  title: "Title",
  subtitle: "Subtitle",
  body: "Points",
  duration: "Minutes",
  label: "Label",
  chip: "Standard",
  footer: "Deck title",
  number: "Slide number",
};

/** Name, and what a screen reader says: a text speaks for itself, a shape says what it means or is passed over. */
function identityOf(element: PageElement): string {
  if (element.kind === "text") return `name="${NAMES[element.role]}"/>`;
  if (element.label !== null) return `name="Part of the lesson" descr="${escapeXml(element.label)}"/>`;
  const decorative =
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">' +
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>';
  return `name="Decoration"><a:extLst>${decorative}</a:extLst></p:cNvPr>`;
}

/** Puts the layout's own paragraph properties once before the runs of each paragraph. */
function finishText(shape: string, element: TextElement, theme: Theme): string {
  const withFonts = shape.replace(
    /<a:latin typeface="\+mj-lt"[^>]*\/><a:ea [^>]*\/><a:cs [^>]*\/>/g,
    '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/>',
  );
  let index = 0;
  return withFonts.replace(/<a:p>.*?<\/a:p>/gs, (paragraph) => {
    const source = element.paragraphs[index];
    const bare = paragraph.replace(/<a:pPr\b[^>]*\/>|<a:pPr\b[^>]*>.*?<\/a:pPr>/gs, "");
    const properties = source === undefined ? "" : paragraphProperties(source, element, index, theme);
    index++;
    return bare.replace("<a:p>", `<a:p>${properties}`);
  });
}

function paragraphProperties(
  paragraph: Paragraph,
  element: TextElement,
  index: number,
  theme: Theme,
): string {
  const { level, indent, marker, direction, lineHeight, spaceBefore, sizePt } = paragraph;
  const isRtl = direction === "rtl";
  const algn = element.align === "center" ? "ctr" : (element.align === "right") !== isRtl ? "r" : "l";
  const hanging = marker === null ? 0 : Math.min(indent, Math.abs(marker.x - textEdge(paragraph)));
  const attributes = [
    `marL="${emu(indent)}" indent="${marker === null ? 0 : -emu(hanging)}"`,
    level > 0 ? `lvl="${level}"` : "",
    `algn="${algn}"`,
    isRtl ? 'rtl="1"' : "",
  ];
  const spacing =
    `<a:lnSpc><a:spcPts val="${Math.round(lineHeight * 100)}"/></a:lnSpc>` +
    `<a:spcBef><a:spcPts val="${index === 0 ? 0 : Math.round(spaceBefore * 100)}"/></a:spcBef>`;
  return `<a:pPr ${attributes.filter((one) => one !== "").join(" ")}>${spacing}${bulletOf(marker, sizePt, theme)}</a:pPr>`;
}

/** Where the first line begins, on the marker's side. */
function textEdge({ lines, direction }: Paragraph): number {
  const [first] = lines;
  if (first === undefined) return 0;
  return direction === "rtl" ? first.x + first.width : first.x;
}

function bulletOf(marker: Paragraph["marker"], sizePt: number, theme: Theme): string {
  if (marker === null) return "<a:buNone/>";
  const color = theme.color(marker.color);
  const fill = /^[0-9a-f]{6}$/i.test(color)
    ? `<a:srgbClr val="${color.toUpperCase()}"/>`
    : `<a:schemeClr val="${color}"/>`;
  const look = `<a:buClr>${fill}</a:buClr><a:buSzPts val="${Math.round(sizePt * 100)}"/>`;
  return marker.number === null
    ? `${look}<a:buFont typeface="Arial"/><a:buChar char="${escapeXml(marker.text)}"/>`
    : `${look}<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod" startAt="${Math.max(1, marker.number)}"/>`;
}

const emu = (points: number) => Math.round(points * EMU_PER_POINT);

function finishNotes(xml: string, page: Page, language: string): string {
  const paragraphs = cleanText(page.notes)
    .split("\n")
    .map((line) => {
      const run = `<a:r><a:rPr lang="${language}" dirty="0"/><a:t>${escapeXml(line)}</a:t></a:r>`;
      const direction = directionOf(line) === "rtl" ? '<a:pPr algn="r" rtl="1"/>' : "";
      return `<a:p>${direction}${line === "" ? "" : run}<a:endParaRPr lang="${language}" dirty="0"/></a:p>`;
    })
    .join("");
  return xml.replace(
    /(name="Notes Placeholder 2".*?<a:lstStyle\/>).*?(<\/p:txBody>)/s,
    (_, before: string, after: string) => before + paragraphs + after,
  );
}

function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
