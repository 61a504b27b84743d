/**
 * Better wording by a language model, never at the price of the deck: the slides go out in small batches, each answer is
 * checked slide by slide, and wherever anything is wrong the outline's text stays.
 */
import type { DeckContent } from "@/lib/contract/decks";
// Not at the first use: import() finds no TypeScript in a worker's threads.
import { Model, type ModelSettings, type TokenUsage } from "./ask-model";
import { outlineMessage } from "./polish-message";
import { polishSlides } from "./polish-slides";

export type PolishOptions = {
  /** Null: no model is configured. */
  llm: ModelSettings | null;
  /** Of the job: ends the polish and is the only reason for it to throw. */
  signal: AbortSignal;
  /** Time for all questions together; what is not answered by then keeps the outline's text. */
  budgetMs: number;
  fetch?: typeof fetch;
};

export type PolishResult = {
  content: DeckContent;
  /** "skipped": the model was not asked; "unavailable": asked, and nothing of it could be used. */
  outcome: "polished" | "partly" | "skipped" | "unavailable";
  /** One sentence for the job's message, without a full stop. */
  message: string;
  polishedSlideIds: string[];
  /** Slides with the outline's text, in the deck's order, and why. */
  kept: { slideId: string; reason: string }[];
  /** Null: the endpoint counted nothing. */
  usage: TokenUsage | null;
};

const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Rewords titles, key points, scripts and visual prompts. Ids, order and number of slides and key points, activities,
 * standards and durations stay. Whatever the model does, the result is a whole deck.
 * @throws the reason of `signal` once that is aborted, nothing else
 */
export async function polishDeck(content: DeckContent, options: PolishOptions): Promise<PolishResult> {
  const { llm, signal } = options;
  signal.throwIfAborted();
  if (llm === null) return skipped(content, "no language model is configured");
  const budgetMs = Math.min(Math.floor(options.budgetMs), MAX_TIMER_MS);
  if (!(budgetMs > 0)) return skipped(content, "no time is left to ask the language model");

  const endsAt = performance.now() + budgetMs;
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, budgetMs);
  signal.addEventListener("abort", end);
  try {
    const model = new Model(llm, endsAt, options.fetch ?? fetch);
    const result = await polishSlides(content, model, ending.signal);
    signal.throwIfAborted();
    return result;
  } finally {
    end();
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
}

function skipped(content: DeckContent, reason: string): PolishResult {
  const kept = content.slides.map(({ id }) => ({ slideId: id, reason }));
  return {
    content,
    outcome: "skipped",
    message: outlineMessage(reason),
    polishedSlideIds: [],
    kept,
    usage: null,
  };
}
