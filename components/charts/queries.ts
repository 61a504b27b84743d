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

export const healthOptions = (hours: number) =>
  queryOptions({
    queryKey: [...jobKeys.all, "health", hours] as const,
    queryFn: ({ signal }) => dataOf(api.getHealth({ query: { hours }, signal })),
  });
