import { describe, expect, it } from "vitest";
import { answerOrder } from "./answer-order";

describe("answerOrder", () => {
  it.each([
    { rule: "shows answers that come in order", arrivals: [1, 2, 3], shown: [1, 2, 3] },
    { rule: "drops one that a later question has overtaken", arrivals: [2, 1, 3], shown: [2, 3] },
    { rule: "drops all that are older", arrivals: [3, 1, 2], shown: [3] },
    { rule: "goes on after a question without an answer", arrivals: [1, 3], shown: [1, 3] },
  ])("$rule", ({ arrivals, shown }) => {
    const order = answerOrder();
    expect([order.ask(), order.ask(), order.ask()]).toEqual([1, 2, 3]);
    expect(arrivals.filter((question) => order.accept(question))).toEqual(shown);
  });
});
