"use client";

import { formatDuration } from "@/lib/time";
import { useNow } from "./clock";

/** The time since `since`, in whole seconds because it ticks by seconds. */
export function RunningDuration({ since }: { since: string }) {
  const seconds = Math.floor(Math.max(0, useNow() - Date.parse(since)) / 1000);
  return <span>{formatDuration(seconds)}</span>;
}
