import type { Line, Page, PageElement, Paragraph, TextElement } from "@/lib/presentations/layout/model";
import { PAGE_HEIGHT, PAGE_WIDTH } from "@/lib/presentations/layout/model";

/**
 * One page of a deck as it is downloaded: the same places, sizes and line breaks, with real text. Fills its container's width and
 * keeps its shape; its colours are the deck's, whatever the theme of the page around it. Decoration says nothing to a screen reader,
 * text is read in order.
 */
export function SlideView({ page, className }: { page: Page; className?: string }) {
  return (
    <article aria-label={page.title} lang={page.language} className={className}>
      <svg
        viewBox={`0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}`}
        role="presentation"
        className="block h-auto w-full overflow-hidden"
      >
        <rect width={PAGE_WIDTH} height={PAGE_HEIGHT} fill={page.background} aria-hidden />
        {page.elements.map((element) => (
          <ElementView key={placeOf(element)} element={element} fonts={page.fonts} />
        ))}
      </svg>
    </article>
  );
}

type Fonts = Page["fonts"];

/** No two elements of a kind lie in the same place of the same layer. */
function placeOf({ kind, place, x, y, w, h }: PageElement): string {
  return [kind, place, x, y, w, h].join(" ");
}

function ElementView({ element, fonts }: { element: PageElement; fonts: Fonts }) {
  if (element.kind === "text") return <TextView element={element} fonts={fonts} />;
  const { kind, x, y, w, h, fill, stroke, strokeWidth, radius, label } = element;
  const paint = {
    fill: fill ?? "none",
    stroke: stroke ?? undefined,
    strokeWidth: stroke ? strokeWidth : undefined,
  };
  const meaning = label === null ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return kind === "rect" ? (
    <rect x={x} y={y} width={w} height={h} rx={radius || undefined} {...paint} {...meaning} />
  ) : (
    <ellipse cx={x + w / 2} cy={y + h / 2} rx={w / 2} ry={h / 2} {...paint} {...meaning} />
  );
}

function TextView({ element, fonts }: { element: TextElement; fonts: Fonts }) {
  const { x, y, w, h, fill, radius, role, paragraphs } = element;
  const isList = paragraphs.some(({ marker }) => marker !== null);
  const meaning =
    role === "title"
      ? { role: "heading", "aria-level": 2 }
      : role === "footer" || role === "number"
        ? { "aria-hidden": true }
        : isList
          ? { role: "list" }
          : {};
  return (
    <g
      fontFamily={fonts[element.face].map((name) => (/\s/.test(name) ? `"${name}"` : name)).join(", ")}
      {...meaning}
    >
      {fill !== null && (
        <rect x={x} y={y} width={w} height={h} rx={radius || undefined} fill={fill} aria-hidden />
      )}
      {paragraphs.map((paragraph) => (
        <ParagraphView key={paragraph.lines[0]?.baseline} paragraph={paragraph} isItem={isList} />
      ))}
    </g>
  );
}

function ParagraphView({ paragraph, isItem }: { paragraph: Paragraph; isItem: boolean }) {
  const { marker, lines, sizePt, direction } = paragraph;
  const [first] = lines;
  return (
    <g fontSize={sizePt} role={isItem ? "listitem" : undefined}>
      {marker !== null && first !== undefined && (
        <text
          x={marker.x}
          y={first.baseline}
          fill={marker.color}
          fontWeight={marker.number === null ? undefined : 700}
          direction={direction}
        >
          {marker.text}
        </text>
      )}
      <text direction={direction} unicodeBidi="plaintext">
        {lines.map((line) => (
          <LineView key={line.baseline} line={line} direction={direction} />
        ))}
      </text>
    </g>
  );
}

/** Signs and scripts that browsers compose in their own way, so that a measured width would bend the words beside them. */
const OWN_WIDTH =
  /[\p{Extended_Pictographic}\p{Script=Arabic}\p{Script=Hebrew}\p{M}\u2600-\u27bf\u{1d100}-\u{1d1ff}]/u;

/** Drawn as wide as it was measured, so that another font of the browser's can neither overflow nor leave a gap. */
function LineView({ line, direction }: { line: Line; direction: "ltr" | "rtl" }) {
  const { x, baseline, width, spans, spaceAfter } = line;
  const isMeasured = width > 0 && !spans.some(({ text }) => OWN_WIDTH.test(text));
  return (
    <>
      <tspan
        x={direction === "rtl" ? x + width : x}
        y={baseline}
        textLength={isMeasured ? width : undefined}
        lengthAdjust="spacingAndGlyphs"
      >
        {spans.map(({ text, bold, color }) => (
          <tspan key={`${bold} ${text}`} fill={color} fontWeight={bold ? 700 : undefined}>
            {text}
          </tspan>
        ))}
      </tspan>
      {spaceAfter && " "}
    </>
  );
}
