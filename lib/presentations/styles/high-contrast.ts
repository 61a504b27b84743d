import type { StyleTokens } from "./style-tokens";
import { notoSans } from "./typefaces";

/** White and bright colours on black, each at least 9:1; no tints, thick rules, larger small print. */
export const highContrastStyle: StyleTokens = {
  id: "high-contrast",
  name: "High contrast",
  description:
    "White and bright colours on black, sturdy letters and strong lines: readable from the last row.",
  colors: {
    paper: "#000000",
    ink: "#ffffff",
    hairline: "#5c5c5c",
    cover: "#000000",
    coverInk: "#ffffff",
    accents: {
      overview: "#ffffff",
      objectives: "#5ee6c8",
      materials: "#ffd34d",
      warmup: "#ffab70",
      activity: "#7cc7ff",
      assessment: "#d3bcff",
      differentiation: "#ff9fce",
      closure: "#ffab70",
      notes: "#ffffff",
    },
  },
  coverLift: 0,
  fonts: { heading: notoSans, body: notoSans },
  sizes: {
    coverTitle: { max: 52, min: 30 },
    title: { max: 34, min: 24 },
    subtitle: { max: 20, min: 18 },
    body: { max: 28, min: 20 },
    statement: { max: 36, min: 28 },
  },
  tint: 0,
  header: "rule",
  motif: "rings",
  corners: "round",
  coverAlign: "left",
};
