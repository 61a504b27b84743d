/** Keys and options of the query about jobs in trouble; the page prefetches with the same ones. */
import { queryOptions } from "@tanstack/react-query";
import { api, dataOf } from "../http/api";

const LOOK_EVERY_MS = 5_000;

/** @param timeoutMinutes undefined: what the server is set to */
export const recoveryQuery = (timeoutMinutes: number | undefined) =>
  queryOptions({
    queryKey: ["recovery", timeoutMinutes ?? null] as const,
    queryFn: ({ signal }) =>
      dataOf(
        api.previewRecovery({
          query: timeoutMinutes === undefined ? {} : { timeout_minutes: String(timeoutMinutes) },
          signal,
        }),
      ),
    refetchInterval: LOOK_EVERY_MS,
  });
