/** Draws laid-out text in PDF: each stretch in a font that has its characters, in visual order. */
import type { Font } from "fontkit";
import type { FontFamily, FontFile } from "@/lib/presentations/fonts/font-files";
import { fontRuns } from "@/lib/presentations/fonts/glyphs";
import { openFont } from "@/lib/presentations/fonts/open-font";
import { mirrored, visualRuns } from "@/lib/presentations/fonts/visual-order";
import type { Line, Paragraph, Span } from "@/lib/presentations/layout/model";

/** A stretch of one font and colour, as wide as the font engine shapes it. */
type Piece = { text: string; file: FontFile; color: string; width: number };

/** Draws one text element's paragraphs. Holds which fonts a document already knows. */
export class TextPen {
  private readonly registered = new Set<FontFile>();

  constructor(private readonly doc: PDFKit.PDFDocument) {}

  drawParagraph({ marker, lines, sizePt, direction }: Paragraph, family: FontFamily): void {
    const [first] = lines;
    if (marker !== null && first !== undefined) {
      const pieces = this.shape([{ ...marker, bold: marker.number !== null }], "ltr", sizePt, family);
      const x = direction === "rtl" ? marker.x - widthOf(pieces) : marker.x;
      this.draw(pieces, x, first.baseline, sizePt, 0);
    }
    for (const line of lines) this.drawLine(line, direction, sizePt, family);
  }

  private drawLine(line: Line, direction: "ltr" | "rtl", sizePt: number, family: FontFamily): void {
    const pieces = this.shape(line.spans, direction, sizePt, family);
    const width = widthOf(pieces);
    // Kerning can make a line wider than the sum of its letters: then it is drawn that little bit tighter.
    const letters = pieces.reduce((sum, { text }) => sum + text.length, 0);
    const spacing = width > line.width && letters > 0 ? (line.width - width) / letters : 0;
    // Joined Arabic letters are narrower than that sum: the line keeps its right edge.
    const x = direction === "rtl" && width < line.width ? line.x + line.width - width : line.x;
    this.draw(pieces, x, line.baseline, sizePt, spacing);
    // Keeps words apart when the text is copied out or read aloud.
    const last = pieces.at(-1);
    if (line.spaceAfter && last !== undefined) {
      this.draw([{ ...last, text: " " }], x + Math.min(width, line.width), line.baseline, sizePt, 0);
    }
  }

  /** Left to right as it stands on paper. */
  private shape(
    spans: readonly Span[],
    direction: "ltr" | "rtl",
    sizePt: number,
    family: FontFamily,
  ): Piece[] {
    const text = spans.map((span) => span.text).join("");
    return visualRuns(text, direction).flatMap(({ start, end, isRtl }) => {
      const pieces = slice(spans, start, end).flatMap((span) =>
        fontRuns(span.text, family, span.bold).flatMap(({ file, text: run }) =>
          (isRtl ? rightToLeftWords(run) : [run]).map((part): Piece => {
            this.select(file, sizePt);
            return { text: part, file, color: span.color, width: this.doc.widthOfString(part) };
          }),
        ),
      );
      return isRtl ? pieces.reverse() : pieces;
    });
  }

  private draw(
    pieces: readonly Piece[],
    from: number,
    baseline: number,
    sizePt: number,
    characterSpacing: number,
  ): void {
    let x = from;
    for (const { text, file, color, width } of pieces) {
      this.select(file, sizePt);
      const options = { lineBreak: false, baseline: "alphabetic", characterSpacing } as const;
      this.doc.fillColor(color).text(text, x, baseline, options);
      x += width + characterSpacing * text.length;
    }
  }

  /** pdfkit takes opened fonts, too; its type names only files and buffers. */
  private select(file: FontFile, sizePt: number): void {
    if (!this.registered.has(file)) {
      this.doc.registerFont(file, fontForPdf(file) as unknown as PDFKit.Mixins.PDFFontSource);
      this.registered.add(file);
    }
    this.doc.font(file, sizePt);
  }
}

function widthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { width }) => sum + width, 0);
}

function slice(spans: readonly Span[], start: number, end: number): Span[] {
  const parts: Span[] = [];
  let from = 0;
  for (const span of spans) {
    const text = span.text.slice(Math.max(0, start - from), Math.max(0, end - from));
    if (text !== "") parts.push({ ...span, text });
    from += span.text.length;
  }
  return parts;
}

/** The font engine turns each word around by itself, but not their order. */
function rightToLeftWords(text: string): string[] {
  return (text.match(/\s+|\S+/g) ?? []).map(mirrored);
}

/** Fonts of alphabets that stand well without composition: taken apart, "ị" would come out of the file as "i". */
const KEEPS_LETTERS = /^(gelasio|noto-sans-(bold|regular))/;

function fontForPdf(file: FontFile): Font {
  const font = openFont(file);
  if (!KEEPS_LETTERS.test(file)) return font;
  const layout: Font["layout"] = (text, features) => font.layout(text, features ?? { ccmp: false });
  return Object.assign(Object.create(font), { layout });
}
