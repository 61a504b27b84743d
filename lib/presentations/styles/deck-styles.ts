import type { DeckStyle, StyleInfo } from "@/lib/contract/decks";
import { classicStyle } from "./classic";
import { darkStyle } from "./dark";
import { defaultStyle } from "./default";
import { highContrastStyle } from "./high-contrast";
import { modernStyle } from "./modern";
import { playfulStyle } from "./playful";
import type { StyleTokens } from "./style-tokens";

/** A new style is a token file, an entry here and its id in the contract. */
const tokens: Record<DeckStyle, StyleTokens> = {
  default: defaultStyle,
  modern: modernStyle,
  playful: playfulStyle,
  classic: classicStyle,
  dark: darkStyle,
  "high-contrast": highContrastStyle,
};

export function styleTokens(style: DeckStyle): StyleTokens {
  return tokens[style];
}

/** The styles as the API lists them. */
export const DECK_STYLES: readonly StyleInfo[] = Object.values(tokens).map(({ id, name, description }) => ({
  id,
  name,
  description,
}));
