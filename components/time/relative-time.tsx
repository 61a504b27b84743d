"use client";

import { formatAbsolute, formatRelative } from "@/lib/time";
import { useIsAlive, useNow } from "./clock";

/** "5 m ago", with the absolute time on hover: in UTC until the browser's own zone is known. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  const isAlive = useIsAlive();
  return (
    <time dateTime={at} title={formatAbsolute(at, isAlive ? undefined : "UTC")} className={className}>
      {formatRelative(at, now)}
    </time>
  );
}
