import { expect, test } from "vitest";
import { usageOf } from "./usage";

const prices = { input: 0.15, output: 0.6, currency: "EUR" };

test.each([
  ["prices and tokens", 1_000_000, 500_000, prices, 0.45, "EUR"],
  ["nothing to pay", 0, 0, prices, 0, "EUR"],
  ["no prices", 1_000_000, 500_000, null, null, null],
  ["no count of tokens", null, null, prices, null, null],
])("a cost comes of prices and tokens: %s", (_, promptTokens, completionTokens, given, cost, currency) => {
  expect(usageOf({ requests: 3, promptTokens, completionTokens }, "small", given)).toEqual({
    model: "small",
    requests: 3,
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    cost,
    currency,
  });
});
