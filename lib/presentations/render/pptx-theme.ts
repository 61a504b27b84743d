/** PowerPoint's theme: colours by name, so that a teacher who changes the theme changes the deck. */
import type { StyleTokens } from "@/lib/presentations/styles/style-tokens";

const ACCENT_SLOTS = ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6"] as const;
type Slot = "tx1" | "bg1" | "tx2" | "bg2" | (typeof ACCENT_SLOTS)[number];

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
  /** `<a:clrScheme>` for theme1.xml. */
  colorScheme: string;
};

export function themeOf({ name, colors }: StyleTokens): Theme {
  const fixed: [Slot, string][] = [
    ["tx1", colors.ink],
    ["bg1", colors.paper],
    ["tx2", colors.accents.overview],
    ["bg2", colors.hairline],
  ];
  const taken = new Set(fixed.map(([, hex]) => hex));
  const accents = [...new Set(Object.values(colors.accents))].filter((hex) => !taken.has(hex));
  const filled = ACCENT_SLOTS.map((slot, index): [Slot, string] => [slot, accents[index] ?? colors.ink]);
  // Backwards, so that the first of two slots of one colour is its name.
  const slots = new Map([...fixed, ...filled].reverse().map(([slot, hex]) => [hex, slot]));
  const entry = (tag: string, hex: string) =>
    `<a:${tag}><a:srgbClr val="${hex.slice(1).toUpperCase()}"/></a:${tag}>`;
  const entries = [...fixed, ...filled].map(([slot, hex]) => entry(THEME_NAMES[slot], hex));
  const links = entry("hlink", colors.accents.activity) + entry("folHlink", colors.accents.assessment);
  return {
    color: (hex) => slots.get(hex) ?? hex.slice(1),
    colorScheme: `<a:clrScheme name="${name}">${entries.join("")}${links}</a:clrScheme>`,
  };
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
