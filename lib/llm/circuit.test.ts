import { describe, expect, test } from "vitest";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { FAILURES_TO_REST, MAX_REST_MS, mayAskModel, noteAnswer, noteFailure, REST_MS } from "./circuit";
import { readModelState } from "./model-state";
import { recordUse } from "./record-use";

setUpTestDatabase({ LLM_BASE_URL: "http://127.0.0.1:1/v1", LLM_MODEL: "fake" });

const trouble = { reason: "the language model answered with status 503", retryAfterMs: null };
async function failTimes(count: number): Promise<boolean[]> {
  const rests: boolean[] = [];
  for (let i = 0; i < count; i++) rests.push(await noteFailure(db(), trouble));
  return rests;
}
/** As time would. */
const endRest = () => db().languageModel.updateMany({ data: { restsUntil: new Date(Date.now() - 1_000) } });
async function restMs(): Promise<number> {
  const { restsUntil } = await db().languageModel.findFirstOrThrow();
  return (restsUntil?.getTime() ?? 0) - Date.now();
}

describe("the circuit", () => {
  test("lets jobs ask until several in a row got nothing", async () => {
    expect(await mayAskModel(db())).toBe(true);
    const rests = await failTimes(FAILURES_TO_REST);
    expect(rests).toEqual([...Array(FAILURES_TO_REST - 1).fill(false), true]);
    expect(await mayAskModel(db())).toBe(false);
    expect(await restMs()).toBeGreaterThan(REST_MS - 10_000);
    expect(await restMs()).toBeLessThanOrEqual(REST_MS);
  });

  test("forgets failures with an answer", async () => {
    await failTimes(FAILURES_TO_REST - 1);
    expect(await noteAnswer(db())).toBe(true);
    expect(await noteAnswer(db())).toBe(false);
    await failTimes(FAILURES_TO_REST - 1);
    expect(await mayAskModel(db())).toBe(true);
  });

  test("lets one of many try when the rest is over, and another one a rest later", async () => {
    await failTimes(FAILURES_TO_REST);
    for (const _ of ["first", "whose job was cancelled"]) {
      await endRest();
      expect((await readModelState()).state).toBe("half_open");
      const asked = await Promise.all(Array.from({ length: 8 }, () => mayAskModel(db())));
      expect(asked.filter(Boolean)).toHaveLength(1);
      expect((await readModelState()).state).toBe("open");
    }
  });

  test("closes when the one that tries is answered", async () => {
    await failTimes(FAILURES_TO_REST);
    await endRest();
    expect(await mayAskModel(db())).toBe(true);
    expect(await noteAnswer(db())).toBe(true);
    expect(await Promise.all([mayAskModel(db()), mayAskModel(db())])).toEqual([true, true]);
  });

  test("rests again when the one that tries fails", async () => {
    await failTimes(FAILURES_TO_REST);
    await endRest();
    await mayAskModel(db());
    expect(await failTimes(1)).toEqual([true]);
    expect(await mayAskModel(db())).toBe(false);
  });

  test.each([
    ["a while", 20_000, 20_000],
    ["eleven days", 999_999_000, MAX_REST_MS],
    ["for ever", Number.POSITIVE_INFINITY, MAX_REST_MS],
  ])("takes an endpoint that asks for %s at its word, within bounds", async (_, retryAfterMs, ms) => {
    expect(await noteFailure(db(), { ...trouble, retryAfterMs })).toBe(true);
    expect(await mayAskModel(db())).toBe(false);
    expect(await restMs()).toBeGreaterThan(ms - 10_000);
    expect(await restMs()).toBeLessThanOrEqual(ms);
  });

  test("tells administrators how the model does, and what it was asked for", async () => {
    const well = {
      configured: config().llm !== null,
      state: "closed",
      consecutive_failures: 0,
      rests_until: null,
      trouble: null,
      trouble_at: null,
      requests: 0,
      prompt_tokens: 0,
      completion_tokens: 0,
      cost: null,
      currency: null,
    };
    expect(await readModelState()).toEqual(well);
    await failTimes(FAILURES_TO_REST);
    const use = { model: "fake", prompt_tokens: 2_500_000_000, completion_tokens: 7 };
    await recordUse(db(), "no attempt", { ...use, requests: 2, cost: 0.5, currency: "EUR" });
    await recordUse(db(), "no attempt", {
      ...use,
      prompt_tokens: null,
      completion_tokens: null,
      requests: 1,
      cost: null,
      currency: null,
    });
    expect(await readModelState()).toEqual({
      ...well,
      state: "open",
      consecutive_failures: FAILURES_TO_REST,
      rests_until: expect.any(String),
      trouble: trouble.reason,
      trouble_at: expect.any(String),
      requests: 3,
      prompt_tokens: 2_500_000_000,
      completion_tokens: 7,
    });
    expect((await db().languageModel.findFirstOrThrow()).cost).toBe(0.5);
    await noteAnswer(db());
    expect(await readModelState()).toMatchObject({ state: "closed", trouble: null, trouble_at: null });
  });
});
