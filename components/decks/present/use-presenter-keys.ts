"use client";

import { useEffect, useRef } from "react";

export type PresenterKeys = {
  turnBy: (steps: number) => void;
  turnTo: (end: "first" | "last") => void;
  /** By the key, in lower case. */
  other?: Record<string, () => void>;
};

const turns = new Map([
  ["ArrowRight", 1],
  ["PageDown", 1],
  [" ", 1],
  ["ArrowLeft", -1],
  ["PageUp", -1],
]);
const ends = new Map<string, "first" | "last">([
  ["Home", "first"],
  ["End", "last"],
]);

/** The keys of a presentation, and of a pointing device's, which sends Page Up and Page Down. */
export function usePresenterKeys(keys: PresenterKeys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      const isOnControl = event.target instanceof Element && event.target.closest("button, a, input, select");
      // A focused button is pressed by these.
      if (isOnControl && (event.key === " " || event.key === "Enter")) return;
      const { turnBy, turnTo, other = {} } = current.current;
      const steps = event.key === " " && event.shiftKey ? -1 : turns.get(event.key);
      const end = ends.get(event.key);
      const found =
        steps !== undefined
          ? () => turnBy(steps)
          : end !== undefined
            ? () => turnTo(end)
            : other[event.key.toLowerCase()];
      if (!found) return;
      event.preventDefault();
      found();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
