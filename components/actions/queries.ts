/** Keys and options of the queries about acts on many jobs; pages prefetch with the same ones. */
import { queryOptions } from "@tanstack/react-query";
import { pageOf } from "@/lib/client/pages";
import type { ActionState, BulkAction, BulkActionDetail } from "@/lib/contract/bulk-actions";
import { ApiError, api } from "../http/api";

export const ACTIONS_PER_PAGE = 20;
export const UNCHANGED_PER_PAGE = 50;
/** What goes on is looked at so often; a batch takes less. */
const LOOK_EVERY_MS = 1000;

export const actionKeys = {
  all: ["actions"] as const,
  list: (cursor: string | undefined) => ["actions", "list", cursor ?? null] as const,
  detail: (actionId: string, cursor: string | undefined) =>
    ["actions", "detail", actionId, cursor ?? null] as const,
};

/** Whether it will change without anybody doing something. */
export function isGoingOn(state: ActionState): boolean {
  return state === "scheduled" || state === "running" || state === "undoing";
}

export type ActionPage = { actions: BulkAction[]; nextCursor: string | null; total: number };

export const actionListQuery = (cursor?: string) =>
  queryOptions({
    queryKey: actionKeys.list(cursor),
    queryFn: async ({ signal }): Promise<ActionPage> => {
      const query = { limit: ACTIONS_PER_PAGE, ...(cursor !== undefined && { cursor }) };
      const result = await api.listActions({ query, signal });
      if (!result.ok) throw new ApiError(result.error);
      const { nextCursor, total } = pageOf(result.headers);
      return { actions: result.data, nextCursor, total: total ?? result.data.length };
    },
    refetchInterval: ({ state }) =>
      state.data?.actions.some((action) => isGoingOn(action.state)) ? LOOK_EVERY_MS : false,
  });

export type ActionDetailPage = { action: BulkActionDetail; nextCursor: string | null; total: number };

export const actionQuery = (actionId: string, cursor?: string) =>
  queryOptions({
    queryKey: actionKeys.detail(actionId, cursor),
    queryFn: async ({ signal }): Promise<ActionDetailPage> => {
      const query = { limit: UNCHANGED_PER_PAGE, ...(cursor !== undefined && { cursor }) };
      const result = await api.getAction({ action_id: actionId, query, signal });
      if (!result.ok) throw new ApiError(result.error);
      const { nextCursor, total } = pageOf(result.headers);
      return { action: result.data, nextCursor, total: total ?? result.data.unchanged_jobs.length };
    },
    refetchInterval: ({ state }) =>
      state.data && isGoingOn(state.data.action.state) ? LOOK_EVERY_MS : false,
  });
