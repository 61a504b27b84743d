import type { DeckLayout } from "@/lib/presentations/layout/model";
import { PAGE_HEIGHT, PAGE_WIDTH } from "@/lib/presentations/layout/model";
import { styleTokens } from "@/lib/presentations/styles/deck-styles";
import { addBookmark, openPdf } from "./pdf-document";
import { drawPage } from "./pdf-page";
import { TextPen } from "./pdf-text";
import type { RenderMeta } from "./render-meta";

/**
 * Draws a deck as PDF: one page each, real text in embedded subset fonts, tagged for screen readers, one bookmark a slide.
 */
export async function renderPdf(layout: DeckLayout, meta: RenderMeta): Promise<Uint8Array> {
  const { doc, root, finish } = openPdf(meta, [PAGE_WIDTH, PAGE_HEIGHT]);
  const tokens = styleTokens(layout.style);
  const pen = new TextPen(doc);
  for (const page of layout.pages) {
    doc.addPage();
    if (page.part === 1) addBookmark(doc, page.title);
    const section = doc.struct("Sect");
    root.add(section);
    drawPage(doc, pen, section, page, tokens);
    section.end();
  }
  return finish();
}
