/** PowerPoint's theme: colours by name, so that a teacher who changes the theme changes the deck. */
import { CORNER_STRENGTH } from "@/lib/presentations/layout/motifs";
import { PALE_STRENGTH } from "@/lib/presentations/layout/page-frame";
import {
  lightened,
  MUTED,
  mixColors,
  mutedCoverInk,
  mutedInk,
  type StyleTokens,
} from "@/lib/presentations/styles/style-tokens";

/** For the colours that are neither ink nor paper nor hairline. */
const OWN_SLOTS = ["tx2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"] as const;
type Slot = "tx1" | "bg1" | "bg2" | (typeof OWN_SLOTS)[number];

/** The names of the slots in the theme's own file. */
const THEME_NAMES: Record<Slot, string> = {
  tx1: "dk1",
  bg1: "lt1",
  tx2: "dk2",
  bg2: "lt2",
  accent1: "accent1",
  accent2: "accent2",
  accent3: "accent3",
  accent4: "accent4",
  accent5: "accent5",
  accent6: "accent6",
};

export type Theme = {
  /** The slot that holds "#rrggbb", else the six digits. */
  color: (hex: string) => string;
  /** Part of a slide with the colours that are mixed of the theme's own said as such: they change with it. */
  withMixedColors: (xml: string) => string;
  /** `<a:clrScheme>` for theme1.xml. */
  colorScheme: string;
};

export function themeOf(tokens: StyleTokens): Theme {
  const { name, colors } = tokens;
  const fixed: [Slot, string][] = [
    ["tx1", colors.ink],
    ["bg1", colors.paper],
    ["bg2", colors.hairline],
  ];
  const taken = new Set(fixed.map(([, hex]) => hex));
  const own = [...new Set([colors.cover, ...Object.values(colors.accents)])].filter((hex) => !taken.has(hex));
  const filled = OWN_SLOTS.map((slot, index): [Slot, string] => [slot, own[index] ?? colors.ink]);
  // Backwards, so that the first of two slots of one colour is its name.
  const slots = new Map([...fixed, ...filled].reverse().map(([slot, hex]) => [hex, slot]));
  const mixed = mixedColors(tokens, slots);
  const entry = (tag: string, hex: string) =>
    `<a:${tag}><a:srgbClr val="${hex.slice(1).toUpperCase()}"/></a:${tag}>`;
  // The schema's order: dark and light in turn, then the accents.
  const [ink, paper, hairline] = fixed;
  const [second, ...accents] = filled;
  const entries = [ink, paper, second, hairline, ...accents].flatMap((one) =>
    one === undefined ? [] : [entry(THEME_NAMES[one[0]], one[1])],
  );
  const links = entry("hlink", colors.accents.activity) + entry("folHlink", colors.accents.assessment);
  return {
    color: (hex) => slots.get(hex) ?? hex.slice(1),
    withMixedColors: (xml) =>
      xml.replace(
        /<a:srgbClr val="([0-9A-F]{6})"\/>/g,
        (color, digits: string) => mixed.get(digits) ?? color,
      ),
    colorScheme: `<a:clrScheme name="${name}">${entries.join("")}${links}</a:clrScheme>`,
  };
}

/** Tints are an accent that lets the paper through, quiet text an ink that does; accents on a dark cover are lighter ones. */
function mixedColors(tokens: StyleTokens, slots: ReadonlyMap<string, Slot>): Map<string, string> {
  const { colors, tint, coverLift } = tokens;
  const mixed = new Map<string, string>();
  const add = (hex: string, base: string, change: string) => {
    const slot = slots.get(base);
    if (slot !== undefined && !slots.has(hex)) {
      mixed.set(hex.slice(1).toUpperCase(), `<a:schemeClr val="${slot}">${change}</a:schemeClr>`);
    }
  };
  const alpha = (share: number) => percent("alpha", share);
  const percent = (tag: string, share: number) => `<a:${tag} val="${Math.round(share * 100_000)}"/>`;
  for (const accent of Object.values(colors.accents)) {
    for (const share of [1, CORNER_STRENGTH, PALE_STRENGTH].map((strength) => tint * strength)) {
      add(mixColors(accent, colors.paper, share), accent, alpha(share));
    }
    const lighter = percent("lumMod", 1 - coverLift) + percent("lumOff", coverLift);
    if (coverLift > 0) add(lightened(accent, coverLift), accent, lighter);
  }
  add(mutedInk(tokens), colors.ink, alpha(MUTED));
  add(mutedCoverInk(tokens), colors.coverInk, alpha(MUTED));
  return mixed;
}

/** PowerPoint wants a language with its region: "zh" is "zh-CN". */
export function officeLanguage(tag: string): string {
  try {
    const { language, region } = new Intl.Locale(tag).maximize();
    return region === undefined ? language : `${language}-${region}`;
  } catch {
    return "en-US";
  }
}
