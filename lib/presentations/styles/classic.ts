import type { StyleTokens } from "./style-tokens";
import { gelasio } from "./typefaces";

/** Cream paper, book type throughout, a framed title page and thin rules. */
export const classicStyle: StyleTokens = {
  id: "classic",
  name: "Classic",
  description: "Like a well-made book: cream paper, serif type throughout, a framed title page, thin rules.",
  colors: {
    paper: "#fbf6ea",
    ink: "#2b211a",
    hairline: "#e2d8c3",
    cover: "#fbf6ea",
    coverInk: "#2b211a",
    accents: {
      overview: "#7a1f2b",
      objectives: "#2d5a3c",
      materials: "#76500f",
      warmup: "#9a3d16",
      activity: "#254a70",
      assessment: "#58396b",
      differentiation: "#7a1f2b",
      closure: "#9a3d16",
      notes: "#2b211a",
    },
  },
  coverLift: 0,
  fonts: { heading: gelasio, body: gelasio },
  sizes: {
    coverTitle: { max: 56, min: 30 },
    title: { max: 34, min: 24 },
    subtitle: { max: 21, min: 18 },
    body: { max: 28, min: 18 },
    statement: { max: 38, min: 28 },
  },
  tint: 0,
  header: "rules",
  motif: "frame",
  corners: "square",
  coverAlign: "center",
};
