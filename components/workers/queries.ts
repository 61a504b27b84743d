/** Keys and options of the query about workers; the page prefetches with the same ones. */
import { queryOptions } from "@tanstack/react-query";
import { api, dataOf } from "../http/api";

/** Heartbeats come every ten seconds, and their age is what the page is looked at for. */
const LOOK_EVERY_MS = 5_000;

export const workersQuery = () =>
  queryOptions({
    queryKey: ["workers"] as const,
    queryFn: ({ signal }) => dataOf(api.listWorkers({ query: { include_dead: "true" }, signal })),
    refetchInterval: LOOK_EVERY_MS,
  });
