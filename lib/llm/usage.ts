/** What asking the language model has cost. Pure. */
import type { ModelPrices } from "@/lib/config";
import type { LlmUsage } from "@/lib/contract/jobs";
import type { ModelUse } from "@/lib/presentations/polish/ask-model";

const MILLION = 1_000_000;

/** The use of an attempt as it is stored and told. Without prices, or without a count of tokens, there is no cost. */
export function usageOf(use: ModelUse, model: string, prices: ModelPrices | null): LlmUsage {
  const { requests, promptTokens, completionTokens } = use;
  const isCounted = promptTokens !== null && completionTokens !== null;
  const cost =
    prices && isCounted ? (promptTokens * prices.input + completionTokens * prices.output) / MILLION : null;
  return {
    model,
    requests,
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    cost,
    currency: cost === null ? null : (prices?.currency ?? null),
  };
}
