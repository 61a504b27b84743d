"use client";

import "./deck-fonts";

import { useQuery } from "@tanstack/react-query";
import type { DeckStyle } from "@/lib/contract/decks";
import { stylePreviewsQuery } from "./queries";
import { SlideView } from "./slide-view";

/** A cover and an activity in a style, small. Says nothing to a screen reader: what the style is like stands beside it in words. */
export function StylePreview({ style }: { style: DeckStyle }) {
  const { data } = useQuery(stylePreviewsQuery());
  const pages = data?.find(({ id }) => id === style)?.pages ?? [];
  return (
    <span aria-hidden inert className="pointer-events-none grid gap-1">
      {[0, 1].map((at) => {
        const page = pages[at];
        return (
          <span key={at} className="block aspect-video overflow-hidden rounded-sm border bg-hover">
            {page && <SlideView page={page} />}
          </span>
        );
      })}
    </span>
  );
}
