/** How a number moved against the period before. Pure. */
import type { JobTrends, TrendPeriod } from "@/lib/contract/stats";

export type Delta = {
  direction: "up" | "down" | "same";
  /** Absolute: percent of the number before, or the difference itself where that was asked for. Null: there was nothing before. */
  amount: number | null;
  judgement: "better" | "worse" | "neutral";
};

/** Smaller moves are noise. Percent, or points of a percentage. */
const NOISE = 0.5;
/** Smaller moves are said, and called neither good nor bad: a queue moves by as much from one day to the next. */
const NOTICEABLE = { percent: 10, points: 2 };
/** Of fewer jobs that ended, in either period, one alone moves every number. */
const FEW_JOBS = 20;

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
  const isJudged = better !== null && (amount === null || amount >= NOTICEABLE[as]);
  return { direction, amount, judgement: !isJudged ? "neutral" : isGood ? "better" : "worse" };
}

/** Which way is good of a number over the jobs that ended; null, as for `deltaOf`, where they were too few to tell. */
export function ofMany<Better extends "more" | "less">(
  { total, previous }: Pick<JobTrends, "total" | "previous">,
  better: Better,
): Better | null {
  const isMany = ({ completed, failed, timeout }: TrendPeriod) => completed + failed + timeout >= FEW_JOBS;
  return isMany(total) && isMany(previous) ? better : null;
}

/** The period before, when anything happened in it: a queue that is new, or rows that are gone, are no zero to compare with. */
export function comparable(previous: TrendPeriod): TrendPeriod | null {
  const { created, completed, failed, timeout, cancelled } = previous;
  return created + completed + failed + timeout + cancelled > 0 ? previous : null;
}
