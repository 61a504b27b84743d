/** Keys and options of the queries about the queue's numbers; pages prefetch with the same ones. */
import { queryOptions } from "@tanstack/react-query";
import type { TrendsQuery } from "@/lib/contract/stats";
import { api, dataOf } from "../http/api";
import { jobKeys } from "../jobs/queries";

export const trendsOptions = (query: TrendsQuery) =>
  queryOptions({
    queryKey: [...jobKeys.all, "trends", query] as const,
    queryFn: ({ signal }) => dataOf(api.getTrends({ query, signal })),
  });

export const failuresOptions = (query: TrendsQuery) =>
  queryOptions({
    queryKey: [...jobKeys.all, "failures", query] as const,
    queryFn: ({ signal }) => dataOf(api.listFailures({ query, signal })),
  });

/** What the verdict on the queue looks back on, whatever the charts show: in the page and in the tab's title alike. */
export const VERDICT_HOURS = 1;

export const verdictQuery = () =>
  queryOptions({
    queryKey: ["queue", "health"] as const,
    queryFn: ({ signal }) => dataOf(api.getHealth({ query: { hours: VERDICT_HOURS }, signal })),
  });
