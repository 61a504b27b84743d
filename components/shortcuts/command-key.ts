"use client";

import { useIsAlive } from "../time/clock";

/** "⌘" on Apple's machines, "Ctrl" elsewhere and until the page is alive. */
export function useCommandKey(): "⌘" | "Ctrl" {
  return useIsAlive() && /mac|iphone|ipad/i.test(navigator.platform) ? "⌘" : "Ctrl";
}
