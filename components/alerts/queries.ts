/** Keys and options of the queries about alerts; pages prefetch with the same ones. */
import { queryOptions } from "@tanstack/react-query";
import { pageOf } from "@/lib/client/pages";
import type { AlertEntry, AlertOverview, AlertRule } from "@/lib/contract/alerts";
import { ApiError, api, dataOf } from "../http/api";

export const ALERTS_PER_PAGE = 20;
/** The server looks at the rules every fifteen seconds. */
const LOOK_EVERY_MS = 5_000;

export const alertsKey = ["alerts"] as const;

export const alertsQuery = () =>
  queryOptions({
    queryKey: [...alertsKey, "rules"] as const,
    queryFn: ({ signal }) => dataOf(api.getAlerts({ signal })),
    refetchInterval: LOOK_EVERY_MS,
  });

/** Alerts that fire and are not snoozed: what somebody should look at. */
export const firingIn = ({ rules }: AlertOverview): AlertRule[] =>
  rules.filter(({ state, snoozed_until }) => state === "firing" && snoozed_until === null);

export type AlertHistoryPage = { entries: AlertEntry[]; nextCursor: string | null; total: number };

export const alertHistoryQuery = (cursor: string | undefined) =>
  queryOptions({
    queryKey: [...alertsKey, "history", cursor ?? null] as const,
    queryFn: async ({ signal }): Promise<AlertHistoryPage> => {
      const query = { limit: ALERTS_PER_PAGE, ...(cursor !== undefined && { cursor }) };
      const result = await api.listAlertHistory({ query, signal });
      if (!result.ok) throw new ApiError(result.error);
      const { nextCursor, total } = pageOf(result.headers);
      return { entries: result.data, nextCursor, total: total ?? result.data.length };
    },
    refetchInterval: cursor === undefined && LOOK_EVERY_MS,
  });
