import { expect, it } from "vitest";
import type { LlmUsage } from "@/lib/contract/jobs";
import { sumOfUsage } from "./sum-of-usage";

const usage = (changes: Partial<LlmUsage> = {}): LlmUsage => ({
  model: "small",
  requests: 2,
  prompt_tokens: 100,
  completion_tokens: 10,
  cost: 0.5,
  currency: "EUR",
  ...changes,
});

it("adds up what all attempts used", () => {
  expect(sumOfUsage([])).toBeNull();
  expect(sumOfUsage([usage(), usage()])).toEqual(
    usage({ requests: 4, prompt_tokens: 200, completion_tokens: 20, cost: 1 }),
  );
});

it("keeps apart what was not counted from nothing", () => {
  const none = { prompt_tokens: null, completion_tokens: null, cost: null, currency: null };
  expect(sumOfUsage([usage(none), usage(none)])).toEqual(usage({ ...none, requests: 4 }));
  expect(sumOfUsage([usage(none), usage()])).toEqual(usage({ requests: 4 }));
});

it("adds no euros to dollars", () => {
  expect(sumOfUsage([usage(), usage({ currency: "USD" })])).toMatchObject({ cost: null, currency: null });
});
