/**
 * Better wording by a language model, never at the price of the deck: the slides go out in small batches, each answer is
 * checked slide by slide, and wherever anything is wrong the outline's text stays.
 */
import type { DeckContent, DeckPolish, KeptCode } from "@/lib/contract/decks";
// Not at the first use: import() finds no TypeScript in a worker's threads.
import { Model, type ModelSettings, type ModelUse } from "./ask-model";
import type { ModelTrouble } from "./model-trouble";
import { outlineMessage } from "./polish-message";
import { polishSlides } from "./polish-slides";

export type PolishOptions = {
  /** Null: no model is configured. */
  llm: ModelSettings | null;
  /** The model was in trouble with the jobs before this one: it is not asked. */
  isModelResting?: boolean;
  /** Of the job: ends the polish and is the only reason for it to throw. */
  signal: AbortSignal;
  /** Time for all questions together; what is not answered by then keeps the outline's text. */
  budgetMs: number;
  /** Gets what was asked so far, whenever that changes: also what is in vain is paid for. */
  onModelUse?: (use: ModelUse) => void;
  fetch?: typeof fetch;
};

/**
 * What the polish learnt of the endpoint, for the jobs after this one: "answered" in whatever way; "failed" them all, or named a time to wait; "unknown":
 * it was not asked, or this job's question or short time may be to blame.
 */
export type EndpointReport =
  | { state: "answered" | "unknown" }
  | { state: "failed"; reason: string; retryAfterMs: number | null };

export type PolishResult = { content: DeckContent; polish: DeckPolish; endpoint: EndpointReport };

const MAX_TIMER_MS = 2 ** 31 - 1;
/** A model that answers nothing within less may be well: whoever asks for short jobs must not put it to rest for everybody. */
const FAIR_MS = 5_000;

/**
 * Rewords titles, key points, scripts and visual prompts. Ids, order and number of slides and key points, activities,
 * standards and durations stay. Whatever the model does, the result is a whole deck.
 * @throws the reason of `signal` once that is aborted, nothing else
 */
export async function polishDeck(content: DeckContent, options: PolishOptions): Promise<PolishResult> {
  const { llm, signal } = options;
  signal.throwIfAborted();
  if (llm === null) return skipped(content, "not_configured", "no language model is configured");
  if (options.isModelResting) {
    return skipped(content, "model_rests", "the language model rests after trouble with earlier jobs");
  }
  const budgetMs = Math.min(Math.floor(options.budgetMs), MAX_TIMER_MS);
  if (!(budgetMs > 0)) return skipped(content, "no_time", "no time is left to ask the language model");

  const endsAt = performance.now() + budgetMs;
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, budgetMs);
  signal.addEventListener("abort", end);
  try {
    const model = new Model(llm, {
      endsAt,
      fetch: options.fetch ?? fetch,
      onUse: options.onModelUse ?? (() => {}),
    });
    const { lastingTrouble, hasAnswered, ...result } = await polishSlides(content, model, ending.signal);
    signal.throwIfAborted();
    return { ...result, endpoint: endpointReport(lastingTrouble, hasAnswered, budgetMs) };
  } finally {
    end();
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
}

function endpointReport(
  trouble: ModelTrouble | null,
  hasAnswered: boolean,
  budgetMs: number,
): EndpointReport {
  const isUnfair = trouble?.code === "llm_timeout" && budgetMs < FAIR_MS;
  const isFailure = trouble?.isOutage === true && !isUnfair;
  // Who says how long to wait means everybody, also after answers.
  if (isFailure && (trouble.retryAfterMs !== null || !hasAnswered)) {
    return { state: "failed", reason: trouble.message, retryAfterMs: trouble.retryAfterMs };
  }
  return { state: hasAnswered ? "answered" : "unknown" };
}

function skipped(content: DeckContent, code: KeptCode, reason: string): PolishResult {
  const kept = content.slides.map(({ id }) => ({ slide_id: id, code, reason }));
  const polish: DeckPolish = {
    outcome: "skipped",
    message: outlineMessage(reason),
    polished_slide_ids: [],
    kept,
  };
  return { content, polish, endpoint: { state: "unknown" } };
}
