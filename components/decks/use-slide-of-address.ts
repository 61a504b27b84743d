"use client";

import { useSearchParams } from "next/navigation";

/** `?slide=4` is the fourth. A number that the deck does not have means the nearest. */
export function slideOf(text: string | null, count: number): number {
  const number = text !== null && /^\d{1,6}$/.test(text) ? Number(text) : 1;
  return Math.min(Math.max(number, 1), Math.max(count, 1)) - 1;
}

/** The slide that is shown, from 0. It lives in the address, so that a link leads to it; turning pages makes no history. */
export function useSlideOfAddress(count: number): [number, (index: number) => void] {
  const index = slideOf(useSearchParams().get("slide"), count);

  function turnTo(next: number) {
    const query = new URLSearchParams(window.location.search);
    if (next === 0) query.delete("slide");
    else query.set("slide", String(next + 1));
    const { pathname, hash } = window.location;
    const search = query.toString();
    window.history.replaceState(null, "", pathname + (search && `?${search}`) + hash);
  }

  return [index, turnTo];
}
