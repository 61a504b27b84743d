import type { DeckLayout } from "@/lib/presentations/layout/model";
import { PAGE_HEIGHT, PAGE_WIDTH } from "@/lib/presentations/layout/model";
import { styleTokens } from "@/lib/presentations/styles/deck-styles";
import type { StyleTokens } from "@/lib/presentations/styles/style-tokens";
import { fitLine } from "../layout/fit-line";
import { placeText } from "../layout/place-text";
import { handoutSheets, type Paper, type Picture, paperOf, SHEET_MARGIN } from "./handout-pages";
import { markdownLabels } from "./markdown-labels";
import { addBookmark, openPdf } from "./pdf-document";
import { asArtifact, drawPage } from "./pdf-page";
import { TextPen } from "./pdf-text";
import type { RenderMeta } from "./render-meta";

const FRAME_COLOR = "#b8bcc4";
const FOOTER_COLOR = "#5b6270";
const FOOTER_SIZE = { max: 9, min: 9 };
const FOOTER_HEIGHT = 12;

/**
 * The deck on paper, A4 or Letter as its language's country prints: each slide small, drawn from the same layout as everywhere,
 * its speaker notes beneath as text, on further sheets where they are long. Tagged, one bookmark a slide.
 */
export async function renderHandout(layout: DeckLayout, meta: RenderMeta): Promise<Uint8Array> {
  const paper = paperOf(layout.language);
  const tokens = styleTokens(layout.style);
  const heading = markdownLabels(layout.language).script;
  const sheets = handoutSheets(layout, paper, { face: tokens.fonts.body, heading });
  const { doc, root, finish } = openPdf(meta, [paper.width, paper.height]);
  const pen = new TextPen(doc);
  let section = root;
  for (const [index, sheet] of sheets.entries()) {
    doc.addPage();
    if (sheet.isFirst) {
      if (section !== root) section.end();
      addBookmark(doc, sheet.title);
      section = doc.struct("Sect");
      root.add(section);
    }
    for (const picture of sheet.pictures) drawPicture(doc, pen, section, picture, tokens);
    for (const [at, paragraph] of (sheet.notes?.text.paragraphs ?? []).entries()) {
      const tag = sheet.notes?.begin && at === 0 ? "H2" : "P";
      section.add(doc.struct(tag, {}, () => pen.drawParagraph(paragraph, tokens.fonts.body.embedded)));
    }
    asArtifact(doc, () => drawFooter(pen, sheet.title, `${index + 1} / ${sheets.length}`, paper, tokens));
  }
  if (section !== root) section.end();
  return finish();
}

function drawPicture(
  doc: PDFKit.PDFDocument,
  pen: TextPen,
  section: PDFKit.PDFStructureElement,
  { page, x, y, scale }: Picture,
  tokens: StyleTokens,
): void {
  doc.save();
  doc.translate(x, y).scale(scale);
  doc.rect(0, 0, PAGE_WIDTH, PAGE_HEIGHT).clip();
  drawPage(doc, pen, section, page, tokens);
  doc.restore();
  asArtifact(doc, () => {
    doc
      .lineWidth(0.75)
      .rect(x, y, PAGE_WIDTH * scale, PAGE_HEIGHT * scale)
      .stroke(FRAME_COLOR);
  });
}

/** The slide's title and the sheet's number, for paper that fell apart. */
function drawFooter(pen: TextPen, title: string, number: string, paper: Paper, { fonts }: StyleTokens): void {
  const line = { y: paper.height - SHEET_MARGIN, h: FOOTER_HEIGHT, w: (paper.width - 2 * SHEET_MARGIN) / 2 };
  const sides = [
    { text: title, x: SHEET_MARGIN, align: "left" },
    { text: number, x: paper.width / 2, align: "right" },
  ] as const;
  for (const { text, x, align } of sides) {
    const box = { ...line, x };
    const { paragraphs, sizePt } = fitLine(text, "", box, FOOTER_SIZE, fonts.body, false);
    const element = placeText(
      {
        ...{ ...box, role: "footer", place: "page", slot: null, face: "body", align, anchor: "middle" },
        color: FOOTER_COLOR,
      },
      paragraphs,
      sizePt,
    );
    for (const paragraph of element.paragraphs) pen.drawParagraph(paragraph, fonts.body.embedded);
  }
}
