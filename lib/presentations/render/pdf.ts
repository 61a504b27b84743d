import PDFDocument from "pdfkit";
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
import type { StyleTokens } from "@/lib/presentations/styles/style-tokens";
import { TextPen } from "./pdf-text";
import { AUTHOR, META_TITLE_LENGTH, type RenderMeta } from "./render-meta";

/**
 * Draws a deck as PDF: one page each, real text in embedded subset fonts, tagged for screen readers, one bookmark a slide.
 */
export async function renderPdf(layout: DeckLayout, meta: RenderMeta): Promise<Uint8Array> {
  const { createdAt = new Date(), language } = meta;
  const title = cleanText(meta.title).slice(0, META_TITLE_LENGTH);
  const doc = new PDFDocument({
    size: [PAGE_WIDTH, PAGE_HEIGHT],
    margin: 0,
    autoFirstPage: false,
    font: "",
    pdfVersion: "1.7",
    tagged: true,
    lang: language,
    displayTitle: true,
    info: { Title: title, Author: AUTHOR, CreationDate: createdAt, ModDate: createdAt },
  });
  const finished = collect(doc);
  const tokens = styleTokens(layout.style);
  const pen = new TextPen(doc);
  const root = doc.struct("Document");
  doc.addStructure(root);
  for (const page of layout.pages) {
    doc.addPage();
    if (page.part === 1) doc.outline.addItem(page.title.slice(0, META_TITLE_LENGTH));
    const section = doc.struct("Sect");
    root.add(section);
    drawPage(doc, pen, section, page, tokens);
    section.end();
  }
  root.end();
  doc.end();
  return finished;
}

function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on("error", reject);
  });
}

function drawPage(
  doc: PDFKit.PDFDocument,
  pen: TextPen,
  section: PDFKit.PDFStructureElement,
  page: Page,
  tokens: StyleTokens,
): void {
  asArtifact(doc, () => doc.rect(0, 0, PAGE_WIDTH, PAGE_HEIGHT).fill(page.background));
  for (const element of page.elements) drawElement(doc, pen, section, element, tokens);
}

function drawElement(
  doc: PDFKit.PDFDocument,
  pen: TextPen,
  section: PDFKit.PDFStructureElement,
  element: PageElement,
  tokens: StyleTokens,
): void {
  if (element.kind !== "text") {
    if (element.label === null) asArtifact(doc, () => drawShape(doc, element));
    else section.add(doc.struct("Figure", { alt: element.label }, () => drawShape(doc, element)));
    return;
  }
  const family = tokens.fonts[element.face].embedded;
  if (element.fill !== null) asArtifact(doc, () => drawShape(doc, { ...boxOf(element), fill: element.fill }));
  if (element.role === "footer" || element.role === "number") {
    asArtifact(doc, () => {
      for (const paragraph of element.paragraphs) pen.drawParagraph(paragraph, family);
    });
    return;
  }
  for (const paragraph of element.paragraphs) {
    const tag = element.role === "title" ? "H1" : element.role === "subtitle" ? "H2" : "P";
    section.add(doc.struct(tag, {}, () => pen.drawParagraph(paragraph, family)));
  }
}

/** What a screen reader passes over. */
function asArtifact(doc: PDFKit.PDFDocument, draw: () => void): void {
  doc.markContent("Artifact", { type: "Layout" });
  draw();
  doc.endMarkedContent();
}

function boxOf({ x, y, w, h, radius }: TextElement): ShapeElement {
  const plain = { fill: null, stroke: null, strokeWidth: 0, label: null };
  return { kind: "rect", place: "page", x, y, w, h, radius, ...plain };
}

function drawShape(doc: PDFKit.PDFDocument, shape: ShapeElement): void {
  const { kind, x, y, w, h, fill, stroke, strokeWidth, radius } = shape;
  if (kind === "ellipse") doc.ellipse(x + w / 2, y + h / 2, w / 2, h / 2);
  else if (radius > 0) doc.roundedRect(x, y, w, h, Math.min(radius, w / 2, h / 2));
  else doc.rect(x, y, w, h);
  if (stroke !== null) doc.lineWidth(strokeWidth);
  if (fill !== null && stroke !== null) doc.fillAndStroke(fill, stroke);
  else if (fill !== null) doc.fill(fill);
  else if (stroke !== null) doc.stroke(stroke);
}
