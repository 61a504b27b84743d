/** Keys and options of the queries about decks. A deck never changes, except that it becomes stale. */
import { queryOptions } from "@tanstack/react-query";
import { fetchLayout, fetchPresentation } from "./api";

export const presentationQuery = (presentationId: string) =>
  queryOptions({ queryKey: ["decks", presentationId], queryFn: () => fetchPresentation(presentationId) });

export const layoutQuery = (presentationId: string) =>
  queryOptions({
    queryKey: ["decks", presentationId, "layout"],
    queryFn: () => fetchLayout(presentationId),
    staleTime: Number.POSITIVE_INFINITY,
  });
