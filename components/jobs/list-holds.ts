"use client";

/**
 * Reasons to leave the rows in view as they are: while somebody reads a menu about the list, a row that moves or changes is in the
 * way. A store outside React, because the menus stand in other parts of the page than the list.
 */
import { useEffect, useSyncExternalStore } from "react";

const holds = new Set<symbol>();
const listeners = new Set<() => void>();

function tell() {
  for (const listener of listeners) listener();
}

function hold(): () => void {
  const one = Symbol("hold");
  holds.add(one);
  tell();
  return () => {
    holds.delete(one);
    tell();
  };
}

/** Holds the rows while `isOpen`. */
export function useHold(isOpen: boolean): void {
  useEffect(() => (isOpen ? hold() : undefined), [isOpen]);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether any menu holds the rows. */
export function useIsHeld(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => holds.size > 0,
    () => false,
  );
}
