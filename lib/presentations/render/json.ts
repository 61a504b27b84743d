/** The deck as a document for other programs. */
import {
  DECK_VERSION,
  type DeckContent,
  type DeckPolish,
  type DeckStyle,
  deckDocument,
} from "@/lib/contract/decks";

export type DeckToStore = {
  presentationId: string;
  lessonId: string;
  lessonRevision: number;
  style: DeckStyle;
  /** ISO 8601, UTC. */
  createdAt: string;
  content: DeckContent;
  /** Null or left out: nobody asked for it. */
  polish?: DeckPolish | null;
};

/**
 * The deck as a `p1.0` document, indented, with a final line end. The schema sets the order of the keys and drops others, so
 * the same deck gives the same bytes.
 * @throws ZodError when the deck breaks its own schema
 */
export function renderJson(deck: DeckToStore): string {
  const document = deckDocument.parse({
    version: DECK_VERSION,
    presentation_id: deck.presentationId,
    lesson_id: deck.lessonId,
    lesson_revision: deck.lessonRevision,
    style: deck.style,
    created_at: deck.createdAt,
    slide_count: deck.content.slides.length,
    ...deck.content,
    ...(deck.polish && { polish: deck.polish }),
  });
  return `${JSON.stringify(document, null, 2)}\n`;
}
