import type { Typeface } from "./style-tokens";

export const gelasio: Typeface = {
  embedded: "Gelasio",
  office: "Georgia",
  css: ["Gelasio", "Georgia", "Noto Serif", "serif"],
};

export const notoSans: Typeface = {
  embedded: "Noto Sans",
  office: "Arial",
  css: ["Noto Sans", "Arial", "Liberation Sans", "Helvetica", "sans-serif"],
};

export const inter: Typeface = {
  embedded: "Inter",
  office: "Arial",
  css: ["Inter", "Arial", "Liberation Sans", "Helvetica", "sans-serif"],
};

/** Calibri, too, has round ends. */
export const nunito: Typeface = {
  embedded: "Nunito",
  office: "Calibri",
  css: ["Nunito", "Calibri", "Carlito", "Noto Sans", "sans-serif"],
};
