/** How a number moved against the period before. Pure. */
import type { TrendPeriod } from "@/lib/contract/stats";

export type Delta = {
  direction: "up" | "down" | "same";
  /** Absolute: percent of the number before, or the difference itself where that was asked for. Null: there was nothing before. */
  amount: number | null;
  judgement: "better" | "worse" | "neutral";
};

/** Smaller moves are noise. Percent, or points of a percentage. */
const NOISE = 0.5;

/**
 * @param better which way is good; null: neither
 * @param as points: of numbers that are percentages themselves
 * @returns null when there is nothing to compare
 */
export function deltaOf(
  now: number | null,
  before: number | null | undefined,
  better: "more" | "less" | null,
  as: "percent" | "points" = "percent",
): Delta | null {
  if (now === null || before === null || before === undefined) return null;
  if (now === 0 && before === 0) return { direction: "same", amount: 0, judgement: "neutral" };
  const difference = now - before;
  const isNew = as === "percent" && before === 0;
  const amount = isNew ? null : Math.abs(as === "points" ? difference : (100 * difference) / before);
  if (amount !== null && amount < NOISE) return { direction: "same", amount: 0, judgement: "neutral" };
  const direction = difference > 0 ? "up" : "down";
  const isGood = (direction === "up") === (better === "more");
  return { direction, amount, judgement: better === null ? "neutral" : isGood ? "better" : "worse" };
}

/** The period before, when anything happened in it: a queue that is new, or rows that are gone, are no zero to compare with. */
export function comparable(previous: TrendPeriod): TrendPeriod | null {
  const { created, completed, failed, timeout, cancelled } = previous;
  return created + completed + failed + timeout + cancelled > 0 ? previous : null;
}
