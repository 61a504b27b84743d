import type { LlmUsage } from "@/lib/contract/jobs";

/** Null of none. Costs add up as long as they are in one currency; then nothing is told of them. */
export function sumOfUsage(usages: readonly LlmUsage[]): LlmUsage | null {
  const [first] = usages;
  if (first === undefined) return null;
  const sum = (amounts: readonly (number | null)[]) =>
    amounts.every((amount) => amount === null) ? null : amounts.reduce<number>((a, b) => a + (b ?? 0), 0);
  const priced = usages.filter(({ currency }) => currency !== null);
  const currency = priced[0]?.currency ?? null;
  const isOneCurrency = priced.every((usage) => usage.currency === currency);
  return {
    model: first.model,
    requests: usages.reduce((total, { requests }) => total + requests, 0),
    prompt_tokens: sum(usages.map(({ prompt_tokens }) => prompt_tokens)),
    completion_tokens: sum(usages.map(({ completion_tokens }) => completion_tokens)),
    cost: isOneCurrency ? sum(usages.map(({ cost }) => cost)) : null,
    currency: isOneCurrency ? currency : null,
  };
}
