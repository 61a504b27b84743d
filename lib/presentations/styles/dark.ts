import type { StyleTokens } from "./style-tokens";
import { inter, notoSans } from "./typefaces";

/** Light pastels on blue-black, with sound bars: easy on the eyes in a darkened room. */
export const darkStyle: StyleTokens = {
  id: "dark",
  name: "Dark",
  description: "Soft colours on blue-black, sound bars on the cover: for a darkened room.",
  colors: {
    paper: "#14181f",
    ink: "#eceff4",
    hairline: "#323a46",
    cover: "#0c0f14",
    coverInk: "#eceff4",
    accents: {
      overview: "#eceff4",
      objectives: "#6fd3b5",
      materials: "#f0c267",
      warmup: "#ff9b80",
      activity: "#82b8ff",
      assessment: "#c6a7ff",
      differentiation: "#ff95c0",
      closure: "#ff9b80",
      notes: "#eceff4",
    },
  },
  coverLift: 0,
  fonts: { heading: inter, body: notoSans },
  sizes: {
    coverTitle: { max: 54, min: 30 },
    title: { max: 34, min: 24 },
    subtitle: { max: 20, min: 18 },
    body: { max: 28, min: 18 },
    statement: { max: 36, min: 28 },
  },
  tint: 0.1,
  header: "band",
  motif: "bars",
  corners: "round",
  coverAlign: "left",
};
