/** Which font draws a character, how wide it is there, and what stands in for it where no font has it. */
import { FALLBACKS, FAMILY_FILES, type FontFamily, type FontFile } from "./font-files";
import { openFont } from "./open-font";

/** `text` is what to draw: the character, U+FFFD for one that no font has, nothing for an invisible one. Widths are in ems. */
export type Glyph = { file: FontFile; text: string; advance: number };

/** Joiners, variation selectors, direction marks: they shape their neighbours and have no width themselves. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/u;
const MISSING = 0xfffd;

const known = new Map<string, Map<number, Glyph>>();

export function glyphOf(codePoint: number, family: FontFamily, bold: boolean): Glyph {
  const face = bold ? `${family} bold` : family;
  let glyphs = known.get(face);
  if (glyphs === undefined) {
    glyphs = new Map();
    known.set(face, glyphs);
  }
  let glyph = glyphs.get(codePoint);
  if (glyph === undefined) {
    glyph = findGlyph(codePoint, family, bold);
    glyphs.set(codePoint, glyph);
  }
  return glyph;
}

function findGlyph(codePoint: number, family: FontFamily, bold: boolean): Glyph {
  const weight = bold ? "bold" : "regular";
  const text = String.fromCodePoint(codePoint);
  const first = FAMILY_FILES[family].map((files) => files[weight]);
  if (INVISIBLE.test(text)) return { file: first[0] ?? "noto-sans-regular", text: "", advance: 0 };
  const served = FALLBACKS.filter(({ serves }) => serves.test(text)).map(({ files }) => files[weight]);
  const file = [...first, ...served].find((one) => openFont(one).hasGlyphForCodePoint(codePoint));
  if (file !== undefined) return { file, text, advance: advanceOf(file, codePoint) };
  const substitute: FontFile = `noto-sans-${weight}`;
  return { file: substitute, text: "\ufffd", advance: advanceOf(substitute, MISSING) };
}

function advanceOf(file: FontFile, codePoint: number): number {
  const font = openFont(file);
  return font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm;
}

/** A stretch of text that one font draws. */
export type FontRun = { file: FontFile; text: string };

/** Cuts text where the font changes. Marks and joiners stay with the character before them where its font has them. */
export function fontRuns(text: string, family: FontFamily, bold: boolean): FontRun[] {
  const runs: FontRun[] = [];
  for (const char of text) {
    const codePoint = char.codePointAt(0) ?? MISSING;
    const last = runs.at(-1);
    const glyph = glyphOf(codePoint, family, bold);
    const follows = glyph.text === "" || /\p{M}/u.test(char);
    if (last !== undefined && (last.file === glyph.file || follows)) {
      if (glyph.text !== "" && last.file === glyph.file) last.text += glyph.text;
      else if (openFont(last.file).hasGlyphForCodePoint(codePoint)) last.text += char;
      else if (glyph.text !== "") runs.push({ file: glyph.file, text: glyph.text });
    } else if (glyph.text !== "") runs.push({ file: glyph.file, text: glyph.text });
  }
  return runs;
}
