/** Draws a laid-out page into a PDF, wherever the document's coordinates now begin. */
import type { Page, PageElement, ShapeElement, TextElement } from "@/lib/presentations/layout/model";
import { PAGE_HEIGHT, PAGE_WIDTH } from "@/lib/presentations/layout/model";
import type { StyleTokens } from "@/lib/presentations/styles/style-tokens";
import type { TextPen } from "./pdf-text";

/** Tags its texts and the shapes that mean something inside `section`; the rest is decoration. */
export function drawPage(
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
export function asArtifact(doc: PDFKit.PDFDocument, draw: () => void): void {
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
