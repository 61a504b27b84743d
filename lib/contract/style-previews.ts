import { z } from "zod";
import type { DeckLayout } from "@/lib/presentations/layout/model";
import { deckLayout } from "./deck-layout";
import { type DeckStyle, deckStyle } from "./decks";

/** A style and sample pages in it, as the preview of a deck draws them. */
export type StylePreview = { id: DeckStyle; pages: DeckLayout["pages"] };
export const stylePreview = z.object({ id: deckStyle, pages: deckLayout.shape.pages });
stylePreview satisfies z.ZodType<StylePreview>;
