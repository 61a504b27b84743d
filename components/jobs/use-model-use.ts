import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import type { LlmUsage } from "@/lib/contract/jobs";
import { attemptsQuery } from "./queries";
import { sumOfUsage } from "./sum-of-usage";

/** What all attempts at a job asked of the language model, in words; null: nothing. */
export function useModelUse(jobId: string): string | null {
  const words = useUsageWords();
  const { data: attempts = [] } = useQuery(attemptsQuery(jobId));
  const sum = sumOfUsage(attempts.flatMap(({ llm_usage }) => llm_usage ?? []));
  return sum && words(sum);
}

/** "2 requests · 300 tokens asked, 60 answered · cost $0.0012" */
export function useUsageWords(): (usage: LlmUsage) => string {
  const t = useTranslations("job.modelUse");
  const format = useFormatter();
  return ({ requests, prompt_tokens, completion_tokens, cost, currency }) => {
    const parts = [t("requests", { count: requests })];
    if (prompt_tokens === null || completion_tokens === null) parts.push(t("notCounted"));
    else
      parts.push(
        t("tokens", { prompt: format.number(prompt_tokens), completion: format.number(completion_tokens) }),
      );
    if (cost !== null && currency !== null) {
      // Cents are too coarse: a deck costs a fraction of one.
      const amount = format.number(cost, { style: "currency", currency, maximumSignificantDigits: 3 });
      parts.push(t("cost", { amount }));
    }
    return parts.join(" · ");
  };
}
