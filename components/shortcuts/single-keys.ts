"use client";

/**
 * Shortcuts of a single character. Who speaks to the computer, or whose hand slips, sets them off by accident, so they can be turned
 * off (WCAG 2.2, 2.1.4): in the sheet behind `?`, for this browser. Everything that listens for such a key asks `mayPress`.
 */
import { useSyncExternalStore } from "react";

const STORED_AS = "single-keys";
const listeners = new Set<() => void>();

export function areSingleKeysOn(): boolean {
  try {
    return window.localStorage.getItem(STORED_AS) !== "off";
  } catch {
    // Storage may be forbidden; then the choice cannot be kept, and what is usual holds.
    return true;
  }
}

export function turnSingleKeys(isOn: boolean): void {
  try {
    if (isOn) window.localStorage.removeItem(STORED_AS);
    else window.localStorage.setItem(STORED_AS, "off");
  } catch {
    return;
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  // Another tab may have changed it.
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, areSingleKeysOn, () => true);
}

/** Where keys are text, or choose something in an open list. */
const typing =
  "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable=true], [role=textbox], [role=menu], [role=listbox]";

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(typing) !== null;
}

export const isDialogOpen = () => document.querySelector("dialog[open], [role=dialog]") !== null;

/** Whether a key of a single character is meant as a shortcut of the page. */
export function mayPress(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.repeat) return false;
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  return areSingleKeysOn() && !isTyping(event.target) && !isDialogOpen();
}
