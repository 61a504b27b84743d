import type { StyleTokens } from "./style-tokens";

/** White pages, ink-blue cover, a serif for titles; one quiet colour for each part of the lesson. */
export const defaultStyle: StyleTokens = {
  id: "default",
  name: "Default",
  description: "Calm and light: serif titles, one quiet colour for each part of the lesson.",
  colors: {
    paper: "#ffffff",
    ink: "#1b2733",
    muted: "#5a6673",
    hairline: "#dfe3e6",
    cover: "#18304a",
    coverInk: "#ffffff",
    coverMuted: "#c3d0dc",
    onAccent: "#ffffff",
    accents: {
      overview: "#3d5a78",
      objectives: "#0f6e6a",
      materials: "#8a5a0b",
      warmup: "#b8432f",
      activity: "#2b5fab",
      assessment: "#6b4799",
      differentiation: "#a13468",
      closure: "#b8432f",
      notes: "#3d5a78",
    },
    coverAccents: {
      overview: "#8fa9c2",
      objectives: "#4fb7ae",
      materials: "#e0ac4f",
      warmup: "#f0866f",
      activity: "#7fb0f2",
      assessment: "#b798e0",
      differentiation: "#e58bb4",
      closure: "#f0866f",
      notes: "#8fa9c2",
    },
  },
  fonts: {
    heading: { embedded: "Gelasio", office: "Georgia", css: ["Gelasio", "Georgia", "Noto Serif", "serif"] },
    body: {
      embedded: "Noto Sans",
      office: "Arial",
      css: ["Noto Sans", "Arial", "Liberation Sans", "Helvetica", "sans-serif"],
    },
  },
  sizes: {
    coverTitle: { max: 54, min: 30 },
    title: { max: 34, min: 24 },
    subtitle: { max: 20, min: 18 },
    body: { max: 28, min: 18 },
    statement: { max: 36, min: 28 },
  },
  tint: 0.09,
  headerRule: 0,
};
