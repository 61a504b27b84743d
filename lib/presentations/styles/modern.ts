import type { StyleTokens } from "./style-tokens";
import { inter } from "./typefaces";

/** Much white, black grotesque type, square corners; a cobalt cover with blocks in full colours. */
export const modernStyle: StyleTokens = {
  id: "modern",
  name: "Modern",
  description: "Clear and bold: much white, large sans-serif titles, blocks in full colours.",
  colors: {
    paper: "#ffffff",
    ink: "#111318",
    hairline: "#d9dce3",
    cover: "#1b2fc4",
    coverInk: "#ffffff",
    accents: {
      overview: "#1b2fc4",
      objectives: "#1d6b72",
      materials: "#a34a00",
      warmup: "#d0242e",
      activity: "#1b2fc4",
      assessment: "#7a2bbd",
      differentiation: "#b80d69",
      closure: "#d0242e",
      notes: "#111318",
    },
  },
  coverLift: 0.55,
  fonts: { heading: inter, body: inter },
  sizes: {
    coverTitle: { max: 56, min: 30 },
    title: { max: 36, min: 24 },
    subtitle: { max: 20, min: 18 },
    body: { max: 27, min: 18 },
    statement: { max: 38, min: 28 },
  },
  tint: 0.06,
  header: "mark",
  motif: "squares",
  corners: "square",
  coverAlign: "left",
};
