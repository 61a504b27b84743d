"use client";

import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import { LOCAL_ZONE } from "../preferences/preferences";

/**
 * One clock for the page: whatever says "12 s ago" ticks together. While the page comes alive it still shows the time at
 * which the server rendered, so that nothing differs from the HTML.
 */
const RenderedAt = createContext(0);
const TimeZoneChoice = createContext<string>(LOCAL_ZONE);

type ClockProviderProps = { renderedAt: number; timeZone: string; children: ReactNode };

export function ClockProvider({ renderedAt, timeZone, children }: ClockProviderProps) {
  return (
    <RenderedAt value={renderedAt}>
      <TimeZoneChoice value={timeZone}>{children}</TimeZoneChoice>
    </RenderedAt>
  );
}

/** The zone the person chose: an IANA name or "local". To write times, use-times.ts. */
export function useTimeZoneChoice(): string {
  return useContext(TimeZoneChoice);
}

const TICK_MS = 1000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(tick, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Unix milliseconds, advancing every second. */
export function useNow(): number {
  const renderedAt = useContext(RenderedAt);
  return useSyncExternalStore(
    subscribe,
    () => now,
    () => renderedAt,
  );
}

const never = () => () => {};

/** False on the server and in the browser's first render, then true. */
export function useIsAlive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
