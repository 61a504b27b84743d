import type { StyleTokens } from "./style-tokens";
import { nunito } from "./typefaces";

/** A sunny cover with confetti, round letters on rounded cards, lively colours: for the youngest. */
export const playfulStyle: StyleTokens = {
  id: "playful",
  name: "Playful",
  description: "Sunny and round: confetti, rounded letters and cards, lively colours for young classes.",
  colors: {
    paper: "#fffdf6",
    ink: "#2c1f4a",
    hairline: "#efe6d2",
    cover: "#ffcf3f",
    coverInk: "#2c1f4a",
    accents: {
      overview: "#2c1f4a",
      objectives: "#0a7355",
      materials: "#a34b00",
      warmup: "#c0263a",
      activity: "#1a62b8",
      assessment: "#7b3fc4",
      differentiation: "#b8237e",
      closure: "#c0263a",
      notes: "#2c1f4a",
    },
  },
  coverLift: 0,
  fonts: { heading: nunito, body: nunito },
  sizes: {
    coverTitle: { max: 58, min: 30 },
    title: { max: 36, min: 24 },
    subtitle: { max: 21, min: 18 },
    body: { max: 29, min: 18 },
    statement: { max: 40, min: 28 },
  },
  tint: 0.12,
  header: "card",
  motif: "confetti",
  corners: "round",
  coverAlign: "left",
};
