"use client";

import { useNow } from "./clock";
import { useTimes } from "./use-times";

/** The time since `since`, in whole seconds because it ticks by seconds. */
export function RunningDuration({ since }: { since: string }) {
  const times = useTimes();
  const seconds = Math.floor(Math.max(0, useNow() - Date.parse(since)) / 1000);
  return <span>{times.duration(seconds)}</span>;
}
