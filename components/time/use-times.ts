"use client";

import { useLocale } from "next-intl";
import { useMemo } from "react";
import { formatAbsolute, formatClock, formatDuration, formatRelative } from "@/lib/time";
import { LOCAL_ZONE } from "../preferences/preferences";
import { useIsAlive, useTimeZoneChoice } from "./clock";

let zone: string | undefined;

/** The browser's zone, looked up once: every time on the page asks. */
function browserZone(): string {
  zone ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone;
}

export type Times = {
  /** IANA name of the zone in which times are written. */
  zone: string;
  /** `at`: ISO 8601 */
  absolute: (at: string) => string;
  /** `at`: ISO 8601. The time of day alone, where the day is known. */
  clock: (at: string) => string;
  /** `at`: ISO 8601, `now`: Unix ms */
  relative: (at: string, now: number) => string;
  duration: (seconds: number) => string;
};

/** Times in the person's language and zone. Where the zone is the browser's own, it is UTC until the page is alive. */
export function useTimes(): Times {
  const language = useLocale();
  const choice = useTimeZoneChoice();
  const isAlive = useIsAlive();
  return useMemo(() => {
    const own = isAlive ? browserZone() : "UTC";
    const zone = choice === LOCAL_ZONE ? own : choice;
    return {
      zone,
      absolute: (at) => formatAbsolute(at, zone, language),
      clock: (at) => formatClock(at, zone, language),
      relative: (at, now) => formatRelative(at, now, language),
      duration: (seconds) => formatDuration(seconds, language),
    };
  }, [language, choice, isAlive]);
}
