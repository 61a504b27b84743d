"use client";

import { useNow } from "./clock";
import { useTimes } from "./use-times";

/** "5 m ago", with the absolute time on hover. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  const times = useTimes();
  return (
    <time dateTime={at} title={times.absolute(at)} className={className}>
      {times.relative(at, now)}
    </time>
  );
}
