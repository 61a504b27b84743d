import type { StyleTokens } from "./style-tokens";
import { gelasio, notoSans } from "./typefaces";

/** White pages, ink-blue cover, a serif for titles; one quiet colour for each part of the lesson. */
export const defaultStyle: StyleTokens = {
  id: "default",
  name: "Default",
  description: "Calm and light: serif titles, one quiet colour for each part of the lesson.",
  colors: {
    paper: "#ffffff",
    ink: "#1b2733",
    hairline: "#dfe3e6",
    cover: "#18304a",
    coverInk: "#ffffff",
    accents: {
      overview: "#18304a",
      objectives: "#0f6e6a",
      materials: "#8a5a0b",
      warmup: "#b8432f",
      activity: "#2b5fab",
      assessment: "#6b4799",
      differentiation: "#a13468",
      closure: "#b8432f",
      notes: "#18304a",
    },
  },
  coverLift: 0.4,
  fonts: { heading: gelasio, body: notoSans },
  sizes: {
    coverTitle: { max: 54, min: 30 },
    title: { max: 34, min: 24 },
    subtitle: { max: 20, min: 18 },
    body: { max: 28, min: 18 },
    statement: { max: 36, min: 28 },
  },
  tint: 0.09,
  header: "band",
  motif: "rings",
  corners: "round",
  coverAlign: "left",
};
