import PptxGenJS from "pptxgenjs";
import type {
  DeckLayout,
  Page,
  PageElement,
  ShapeElement,
  TextElement,
} from "@/lib/presentations/layout/model";
import { PAGE_HEIGHT, PAGE_WIDTH } from "@/lib/presentations/layout/model";
import { cleanText } from "@/lib/presentations/lesson/clean-text";
import { styleTokens } from "@/lib/presentations/styles/deck-styles";
import { finishPackage } from "./pptx-package";
import { officeLanguage, type Theme, themeOf } from "./pptx-theme";
import { AUTHOR, META_TITLE_LENGTH, type RenderMeta } from "./render-meta";

type TextRun = PptxGenJS.TextProps;
type TextOptions = PptxGenJS.TextPropsOptions;
type MasterObject = NonNullable<PptxGenJS.SlideMasterProps["objects"]>[number];

const inches = (points: number) => points / 72;
const PAPER = "PRESENTATION_JOBS";

/**
 * Writes a deck as PowerPoint: native text in the placeholders of real slide layouts, theme colours and fonts, speaker notes, slide
 * numbers. As many slides as the layout has pages.
 */
export async function renderPptx(layout: DeckLayout, meta: RenderMeta): Promise<Uint8Array> {
  const tokens = styleTokens(layout.style);
  const theme = themeOf(tokens);
  const language = officeLanguage(meta.language);
  const pptx = new PptxGenJS();
  pptx.defineLayout({ name: PAPER, width: inches(PAGE_WIDTH), height: inches(PAGE_HEIGHT) });
  pptx.layout = PAPER;
  pptx.title = cleanText(meta.title).slice(0, META_TITLE_LENGTH);
  pptx.author = AUTHOR;
  pptx.company = AUTHOR;
  pptx.subject = "Lesson slides";
  pptx.theme = { headFontFace: tokens.fonts.heading.office, bodyFontFace: tokens.fonts.body.office };
  const masters = firstPages(layout);
  for (const page of masters) defineMaster(pptx, page, theme, language);
  for (const page of layout.pages) addPage(pptx, page, theme, language);
  const raw = await pptx.write({ outputType: "uint8array", compression: false });
  if (!(raw instanceof Uint8Array)) throw new Error("pptxgenjs wrote something else than bytes");
  return finishPackage(raw, {
    pages: layout.pages,
    masters,
    theme,
    language,
    createdAt: meta.createdAt ?? new Date(),
  });
}

/** The first page of each master shows what is on it. */
function firstPages({ pages }: DeckLayout): Page[] {
  const seen = new Map<string, Page>();
  for (const page of pages) if (!seen.has(page.master)) seen.set(page.master, page);
  return [...seen.values()];
}

/** Elements carry their index as name, by which finishPackage() finds what they are made from; those in placeholders the slot. */
const nameOf = (page: Page, element: PageElement) => `e${page.elements.indexOf(element)}`;

function defineMaster(pptx: PptxGenJS, page: Page, theme: Theme, language: string): void {
  const objects: MasterObject[] = [];
  for (const element of page.elements) {
    if (element.kind === "text" && element.slot !== null) {
      objects.push(placeholder(element, theme, language));
    } else if (element.place === "master") {
      const text = element.kind === "text" ? plainText(element) : "";
      objects.push({ text: { text, options: masterOptions(page, element, theme, language) } });
    }
  }
  const number = page.elements.find((element) => element.kind === "text" && element.role === "number");
  pptx.defineSlideMaster({
    title: page.master,
    background: { color: theme.color(page.background) },
    objects,
    ...(number?.kind === "text" ? { slideNumber: slideNumber(number, theme) } : {}),
  });
}

function masterOptions(page: Page, element: PageElement, theme: Theme, language: string): TextOptions {
  const common = { ...boxOf(element), objectName: nameOf(page, element) };
  if (element.kind === "text") return { ...common, ...textOptions(element, theme, language) };
  return { ...common, shape: shapeName(element), ...paint(element, theme) };
}

function placeholder(element: TextElement, theme: Theme, language: string): MasterObject {
  const name = element.slot ?? "body";
  const options = {
    ...textOptions(element, theme, language),
    ...boxOf(element),
    name,
    objectName: name,
    type: name === "title" ? ("title" as const) : ("body" as const),
    bold: name === "title",
  };
  return { placeholder: { options, text: name === "title" ? "Title" : "Text" } };
}

function slideNumber(element: TextElement, theme: Theme): PptxGenJS.SlideNumberProps {
  const { sizePt, color } = firstLook(element);
  return {
    ...{ ...boxOf(element), fontSize: sizePt, color: theme.color(color), align: "right", bold: true },
    ...{ margin: 0, valign: "middle" },
  };
}

function addPage(pptx: PptxGenJS, page: Page, theme: Theme, language: string): void {
  const slide = pptx.addSlide({ masterName: page.master });
  for (const element of page.elements) {
    if (element.kind !== "text") {
      if (element.place === "page") {
        slide.addShape(shapeName(element), {
          ...{ ...boxOf(element), ...paint(element, theme), objectName: nameOf(page, element) },
        });
      }
    } else if (element.slot !== null) {
      slide.addText(runsOf(element, theme, language), { placeholder: element.slot });
    } else if (element.place === "page" && element.role !== "number") {
      const shape =
        element.fill === null
          ? {}
          : { shape: shapeName({ kind: "rect", radius: element.radius }), ...paintOf(element, theme) };
      slide.addText(runsOf(element, theme, language), {
        ...{ ...boxOf(element), ...textOptions(element, theme, language), ...shape },
        objectName: nameOf(page, element),
      });
    }
  }
  slide.addNotes(page.notes);
}

function runsOf({ paragraphs, face, role }: TextElement, theme: Theme, language: string): TextRun[] {
  const heading = face === "heading" && role !== "title" ? { fontFace: "+mj-lt" } : {};
  return paragraphs.flatMap(({ spans, sizePt }) =>
    spans.map(({ text, bold, color }, index) => ({
      text: cleanText(text),
      options: {
        ...{ fontSize: sizePt, bold, color: theme.color(color), lang: language, ...heading },
        breakLine: index === spans.length - 1,
      },
    })),
  );
}

function plainText({ paragraphs }: TextElement): string {
  return cleanText(paragraphs.flatMap(({ spans }) => spans.map(({ text }) => text)).join(""));
}

function firstLook({ paragraphs }: TextElement): { sizePt: number; color: string } {
  const [first] = paragraphs;
  return { sizePt: first?.sizePt ?? 18, color: first?.spans[0]?.color ?? "#000000" };
}

function textOptions(element: TextElement, theme: Theme, language: string): TextOptions {
  const { sizePt, color } = firstLook(element);
  return {
    ...{ fontSize: sizePt, color: theme.color(color), lang: language, margin: 0, fit: "shrink" },
    ...{ align: element.align, valign: element.anchor, isTextBox: element.fill === null },
  };
}

function shapeName({
  kind,
  radius,
}: Pick<ShapeElement, "kind" | "radius">): "ellipse" | "roundRect" | "rect" {
  return kind === "ellipse" ? "ellipse" : radius > 0 ? "roundRect" : "rect";
}

function paint(shape: ShapeElement, theme: Theme): Pick<TextOptions, "fill" | "line" | "rectRadius"> {
  const { stroke, strokeWidth } = shape;
  return {
    ...paintOf(shape, theme),
    ...(stroke === null ? {} : { line: { color: theme.color(stroke), width: strokeWidth } }),
  };
}

function paintOf(
  { fill, radius, w, h }: { fill: string | null; radius: number; w: number; h: number },
  theme: Theme,
): Pick<TextOptions, "fill" | "rectRadius"> {
  return {
    ...(fill === null ? {} : { fill: { color: theme.color(fill) } }),
    ...(radius === 0 ? {} : { rectRadius: inches(Math.min(radius, w / 2, h / 2)) }),
  };
}

function boxOf({ x, y, w, h }: PageElement): { x: number; y: number; w: number; h: number } {
  return { x: inches(x), y: inches(y), w: inches(w), h: inches(h) };
}
