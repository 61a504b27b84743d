import { readFileSync } from "node:fs";
import path from "node:path";
import { create, type Font } from "fontkit";
import { FONT_PATHS, type FontFile } from "./font-files";

// Every process of the project runs in its root. A bundler follows no such path, and must not: the fonts stay files.
const packages = path.join(/* turbopackIgnore: true */ process.cwd(), "node_modules");
const opened = new Map<FontFile, Font>();

/** Opens a font on first use and keeps it: parsing Noto's tables again for every deck would take longer than drawing it. */
export function openFont(file: FontFile): Font {
  const known = opened.get(file);
  if (known !== undefined) return known;
  const font = create(readFileSync(path.join(packages, FONT_PATHS[file])));
  if ("fonts" in font) throw new Error(`${FONT_PATHS[file]} is a collection of fonts`);
  opened.set(file, font);
  return font;
}
