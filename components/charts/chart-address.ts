/** Reads the time that charts show from the page's address; chart-ranges.ts writes it, and loads no schemas with it. */
import { z } from "zod";
import { trendsQuery } from "@/lib/contract/stats";
import { overviewRanges, type StatisticsView, statisticsRanges } from "./chart-ranges";

/** Forgiving: what is not one of them is a day. */
export const overviewParams = z.object({ range: z.enum(overviewRanges).catch("24h") });

const time = trendsQuery.shape.from.catch(undefined);
const rangeOrTimes = z.object({ range: z.enum(statisticsRanges).catch("24h"), from: time, to: time });

/** `?range=7d`, or `?from=…&to=…` of a zoom. Forgiving: times that are no window count as absent. */
export const statisticsParams = rangeOrTimes.transform(({ range, from, to }): StatisticsView => {
  const isWindow = from && to && trendsQuery.safeParse({ from, to }).success;
  return isWindow ? { from, to } : { range };
});
