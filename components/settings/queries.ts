/** Keys and options of the queries of the settings; pages prefetch with the same ones. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { pageOf } from "@/lib/client/pages";
import type { Result } from "@/lib/client/result";
import type { Person, Session } from "@/lib/contract/people";
import type { ApiToken } from "@/lib/contract/tokens";
import { ApiError, api, dataOf } from "../http/api";

export const ROWS_PER_PAGE = 50;

export const settingsKeys = {
  people: ["settings", "people"] as const,
  tokens: ["settings", "tokens"] as const,
  sessions: ["settings", "sessions"] as const,
  queue: ["settings", "queue"] as const,
};

export type ListPage<T> = { rows: T[]; nextCursor: string | null; total: number };

/** What the pages of a list take: how many rows, and where the page before ended. */
type PageQuery = { limit: number; cursor?: string };

function listQuery<T>(
  key: readonly string[],
  read: (query: PageQuery, signal: AbortSignal) => Promise<Result<T[]>>,
) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: async ({ pageParam, signal }): Promise<ListPage<T>> => {
      const result = await read(
        { limit: ROWS_PER_PAGE, ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      );
      if (!result.ok) throw new ApiError(result.error);
      const { nextCursor, total } = pageOf(result.headers);
      return { rows: result.data, nextCursor, total: total ?? result.data.length };
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export const peopleQuery = () =>
  listQuery<Person>(settingsKeys.people, (query, signal) => api.listUsers({ query, signal }));

export const tokensQuery = () =>
  listQuery<ApiToken>(settingsKeys.tokens, (query, signal) => api.listTokens({ query, signal }));

export const sessionsQuery = () =>
  listQuery<Session>(settingsKeys.sessions, (query, signal) => api.listSessions({ query, signal }));

export const queueSettingsQuery = () =>
  queryOptions({
    queryKey: settingsKeys.queue,
    queryFn: ({ signal }) => dataOf(api.getSettings({ signal })),
  });
