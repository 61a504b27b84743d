"use client";

import { useEffect } from "react";

/** Elements to which the arrow keys mean something themselves. */
const typing = "input, textarea, select, [contenteditable], dialog, [role=menu]";

/** ←/→ and Home/End turn the pages from anywhere on the page, except where the keys are somebody else's. */
export function usePageKeys(index: number, count: number, turnTo: (index: number) => void): void {
  useEffect(() => {
    function turn(event: KeyboardEvent) {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.target instanceof Element && event.target.closest(typing)) return;
      const target = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: count - 1 }[event.key];
      if (target === undefined) return;
      event.preventDefault();
      turnTo(Math.min(Math.max(target, 0), count - 1));
    }
    document.addEventListener("keydown", turn);
    return () => document.removeEventListener("keydown", turn);
  }, [index, count, turnTo]);
}
