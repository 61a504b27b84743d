/** A PDF document as all of ours begin and end: tagged, in its language, with its title. */
import PDFDocument from "pdfkit";
import { cleanText } from "@/lib/presentations/lesson/clean-text";
import { AUTHOR, META_TITLE_LENGTH, type RenderMeta } from "./render-meta";

/** `root`: the structure that all others belong to. `finish` ends both and gives the file. */
export type PdfDocument = {
  doc: PDFKit.PDFDocument;
  root: PDFKit.PDFStructureElement;
  finish: () => Promise<Uint8Array>;
};

/** Opens a document of pages of `size` points, still without any. */
export function openPdf(meta: RenderMeta, size: readonly [number, number]): PdfDocument {
  const { createdAt = new Date(), language } = meta;
  const title = cleanText(meta.title).slice(0, META_TITLE_LENGTH);
  const doc = new PDFDocument({
    size: [...size],
    margin: 0,
    autoFirstPage: false,
    font: "",
    pdfVersion: "1.7",
    tagged: true,
    lang: language,
    displayTitle: true,
    info: { Title: title, Author: AUTHOR, CreationDate: createdAt, ModDate: createdAt },
  });
  const collected = collect(doc);
  const root = doc.struct("Document");
  doc.addStructure(root);
  return {
    doc,
    root,
    finish: () => {
      root.end();
      doc.end();
      return collected;
    },
  };
}

/** A bookmark to the current page. */
export function addBookmark(doc: PDFKit.PDFDocument, title: string): void {
  doc.outline.addItem(title.slice(0, META_TITLE_LENGTH));
}

function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on("error", reject);
  });
}
