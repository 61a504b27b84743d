"use client";

import { useSyncExternalStore } from "react";

/** Tailwind's `md`, where tables take the place of cards. */
const WIDE = "(min-width: 48rem)";

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(WIDE);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}

/**
 * Whether the window has room for a table. Null on the server and in the browser's first render, which know no window: then both are in the
 * page and CSS hides one. Afterwards the hidden one costs nothing.
 */
export function useIsWide(): boolean | null {
  return useSyncExternalStore<boolean | null>(
    subscribe,
    () => window.matchMedia(WIDE).matches,
    () => null,
  );
}
