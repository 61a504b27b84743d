/** The plain text of Markdown's inline content. Addresses stay readable: "[NAfME](https://…)" becomes "NAfME (https://…)". */
import type { PhrasingContent } from "mdast";
import { squeeze } from "./clean-text";
import { factNamed, sectionNamed } from "./section-names";
import { isTimedActivity } from "./soft-headings";
import { splitLabel } from "./source-line";

/** Finds the address a reference stands for, and remembers that it was used. */
export type Resolve = (identifier: string) => string | undefined;

/**
 * One line of a paragraph. `marked`: with the bullet or number that `text` goes without; `strong`: bold words open it; `bare`:
 * and nothing but them says anything; `number`: of a step.
 */
export type Segment = {
  text: string;
  marked: string;
  kind: "text" | "item" | "step";
  number: number | null;
  strong: boolean;
  bare: boolean;
};

type Piece = { text: string; strong: boolean };

const MARK = /^(?:[•●◦▪▫■□‣⁃∙·✅✔☑✓➤►▶➢➔→👉🔹🔸⭐★☆✦]\uFE0F?\s*)+/u;
const NUMBER = /^(?:\d{1,2}[.)、]\s|[①-⑳])/u;
/** A number before bold words, "II. **Materials**", that is not bold itself. */
const NUMERAL =
  /^[^\p{L}\p{N}]*(?:(?:\d{1,2}|[IVX]{1,4}|[Ⅰ-Ⅻ]|[一二三四五六七八九十]{1,3})[.)）、:：]|\d\uFE0F?\u20E3|[①-⑳])[^\p{L}\p{N}]*$/u;

const TAGS = new Set(
  `a abbr address article aside audio b bdi bdo blockquote body br button caption center cite code col colgroup dd del details dfn
  div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label
  legend li link main mark meta nav object ol option p picture pre q rp rt ruby s samp script section select small source span
  strike strong style sub summary sup svg table tbody td textarea tfoot th thead time title tr track tt u ul var video
  wbr`.split(/\s+/),
);
const entities: Readonly<Record<string, string>> = {
  nbsp: " ",
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  apos: "'",
};

/**
 * Visible and linked text of HTML: tags vanish, but the words of their title, alt, href and src stay. What only looks like a
 * tag, "<ta ti-ti ta>", is text.
 */
export function htmlText(html: string): string {
  // Said after a link's text, as for links of Markdown: before it, they would tear the sentence.
  let ofLink = "";
  const endOfLink = () => {
    const said = ofLink === "" ? "" : ` (${ofLink})`;
    ofLink = "";
    return said;
  };
  const shown = html.replace(
    /<!--|-->|<[/!?]?([a-zA-Z][\w-]{0,30})(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*>/g,
    (tag, name?: string) => {
      if (name !== undefined && !TAGS.has(name.toLowerCase())) return tag;
      const words = [...tag.matchAll(/\s(?:alt|title|href|src|cite)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)];
      const said = words.map((found) => found[1] ?? found[2] ?? "").join(" ");
      if (name?.toLowerCase() !== "a") return ` ${said} `;
      const before = endOfLink();
      ofLink = said;
      return before;
    },
  );
  // A tag that stands alone here has its text outside, in the Markdown around it.
  const rest = endOfLink();
  return (rest === "" ? shown : `${shown}${rest} `).replace(
    /&(nbsp|amp|lt|gt|quot|#39|apos);/g,
    (entity, name: string) => entities[name] ?? entity,
  );
}

function withAddress(text: string, url: string | undefined, title: string | null | undefined): string {
  const address = url?.replace(/^mailto:/, "") ?? "";
  const words = address === "" || text.includes(address) ? text : squeeze(`${text} (${address})`);
  return title ? `${words} “${title}”` : words;
}

/** Recursive; the reader admits only documents whose inline nesting is bounded. */
export function inlineText(node: PhrasingContent, resolve: Resolve): string {
  switch (node.type) {
    case "text":
    case "inlineCode":
      return node.value;
    case "html":
      return htmlText(node.value);
    case "break":
      return "\n";
    case "image":
      return withAddress(node.alt ?? "", node.url, node.title);
    case "imageReference":
      return withAddress(node.alt ?? "", resolve(node.identifier), null);
    case "footnoteReference":
      return ` [${node.label ?? node.identifier}]`;
    case "link":
      return withAddress(inlinesText(node.children, resolve), node.url, node.title);
    case "linkReference":
      return withAddress(inlinesText(node.children, resolve), resolve(node.identifier), null);
    default:
      return inlinesText(node.children, resolve);
  }
}

export function inlinesText(nodes: readonly PhrasingContent[], resolve: Resolve): string {
  return nodes.map((node) => inlineText(node, resolve)).join("");
}

function isStrong(node: PhrasingContent): boolean {
  if (node.type === "strong") return true;
  const only = node.type === "emphasis" && node.children.length === 1 ? node.children[0] : undefined;
  return only?.type === "strong";
}

/** Cuts a paragraph at its line ends: hard ones always, soft ones where the next line begins something of its own. */
export function segmentsOf(nodes: readonly PhrasingContent[], resolve: Resolve): Segment[] {
  const lines: { pieces: Piece[]; hard: boolean }[] = [{ pieces: [], hard: true }];
  for (const node of nodes) {
    const isBreak = node.type === "break" || (node.type === "html" && /^<br\s*\/?>$/i.test(node.value));
    if (isBreak) {
      lines.push({ pieces: [], hard: true });
      continue;
    }
    const strong = isStrong(node);
    const parts = strong ? [inlineText(node, resolve)] : inlineText(node, resolve).split("\n");
    parts.forEach((text, index) => {
      // A hard break leaves "\n" at the start of the next text node; that line is open already.
      const open = lines.at(-1);
      if (index > 0 && (open === undefined || open.pieces.length > 0))
        lines.push({ pieces: [], hard: false });
      if (text.trim() !== "" || index === 0) lines.at(-1)?.pieces.push({ text, strong });
    });
  }
  return mergeWrapped(lines.map(({ pieces, hard }) => ({ ...segmentOf(pieces), hard })));
}

function segmentOf(pieces: readonly Piece[]): Segment {
  const raw = squeeze(pieces.map((piece) => piece.text).join(""));
  const text = raw
    .replace(MARK, "")
    .replace(/^\[ \]\s/, "☐ ")
    .replace(/^\[[xX]\]\s/, "☑ ");
  const firstAt = pieces.findIndex((piece) => /[\p{L}\p{N}]/u.test(piece.text));
  const isNumeral = pieces[firstAt + 1]?.strong === true && NUMERAL.test(pieces[firstAt]?.text ?? "");
  const telling = pieces.slice(Math.max(0, isNumeral ? firstAt + 1 : firstAt));
  const strong = telling[0]?.strong ?? false;
  const rest = telling
    .filter((piece) => !piece.strong)
    .map((piece) => piece.text)
    .join("");
  const bare = strong && !/\p{L}/u.test(rest.replace(/[([（].{0,40}[)\]）]/u, ""));
  const kind = text !== raw && !text.startsWith("☑") ? "item" : NUMBER.test(text) ? "step" : "text";
  if (kind !== "step") return { text, marked: raw, kind, number: null, strong, bare };
  return { text: text.replace(NUMBER, ""), marked: raw, kind, number: leadingNumber(text), strong, bare };
}

/** "2. Clap" → 2, "③ Clap" → 3. */
function leadingNumber(text: string): number {
  const digits = /^\d+/.exec(text)?.[0];
  return digits === undefined ? (text.codePointAt(0) ?? 0) - 0x245f : Number(digits);
}

/** `above`: the text of the line before. Facts stand in lines of their own: one fact makes the label below it one, too. */
function beginsAnew(segment: Segment, above: string): boolean {
  if (segment.kind !== "text" || segment.bare) return true;
  const label = splitLabel(segment.text)?.[0];
  const labelAbove = splitLabel(above)?.[0];
  if (label !== undefined && labelAbove !== undefined && factNamed(labelAbove) !== null) return true;
  if (label !== undefined)
    return segment.strong || factNamed(label) !== null || sectionNamed(label)?.exact === true;
  return sectionNamed(segment.text)?.exact === true;
}

function mergeWrapped(lines: readonly (Segment & { hard: boolean })[]): Segment[] {
  const merged: Segment[] = [];
  let open: { segment: Segment; texts: string[] } | null = null;
  const close = () => {
    if (open === null) return;
    const { segment, texts } = open;
    const marked = [segment.marked, ...texts.slice(1)].join(" ");
    merged.push({ ...segment, marked, text: texts.join(" ") });
  };
  for (const { hard, ...segment } of lines) {
    if (segment.text === "") continue;
    const above = open?.texts.at(-1) ?? "";
    const heading: boolean = (open?.segment.bare === true && !/[:：]$/.test(above)) || isTimedActivity(above);
    if (open === null || hard || heading || beginsAnew(segment, above)) {
      close();
      open = { segment, texts: [segment.text] };
    } else {
      open.segment = { ...open.segment, bare: false };
      open.texts.push(segment.text);
    }
  }
  close();
  return merged;
}
