/** Keys and options of the queries about decks. A deck never changes, except that it becomes stale. */
import { queryOptions } from "@tanstack/react-query";
import type { StylePreview } from "@/lib/contract/style-previews";
import type { DeckLayout } from "@/lib/presentations/layout/model";
import { api, dataOf } from "../http/api";

export const presentationQuery = (presentationId: string) =>
  queryOptions({
    queryKey: ["decks", presentationId],
    queryFn: ({ signal }) => dataOf(api.getPresentation({ presentation_id: presentationId, signal })),
  });

export const layoutQuery = (presentationId: string) =>
  queryOptions({
    queryKey: ["decks", presentationId, "layout"],
    queryFn: ({ signal }): Promise<DeckLayout> =>
      dataOf(api.layoutPresentation({ presentation_id: presentationId, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The styles change with the product alone. */
export const stylePreviewsQuery = () =>
  queryOptions({
    queryKey: ["styles", "previews"],
    queryFn: ({ signal }): Promise<readonly StylePreview[]> => dataOf(api.previewStyles({ signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Only its cover: what lists show of a deck. */
export const coverQuery = (presentationId: string) =>
  queryOptions({
    queryKey: ["decks", presentationId, "cover"],
    queryFn: async ({ signal }) => {
      const query = { pages: 1 };
      const { pages } = await dataOf(
        api.layoutPresentation({ presentation_id: presentationId, query, signal }),
      );
      return pages[0] ?? null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
