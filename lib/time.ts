/** Times and durations in words. Browser-safe; `now` is an argument, so that server and browser say the same. */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The languages that times are written in; the interface has the same (components/i18n). */
export type TimeLocale = "en" | "zh-CN";

type TimeWords = {
  units: { ms: string; s: string; m: string; h: string; d: string };
  justNow: string;
  ago: (duration: string) => string;
  ahead: (duration: string) => string;
};

const words: Record<TimeLocale, TimeWords> = {
  en: {
    units: { ms: "ms", s: "s", m: "m", h: "h", d: "d" },
    justNow: "just now",
    ago: (duration) => `${duration} ago`,
    ahead: (duration) => `in ${duration}`,
  },
  "zh-CN": {
    units: { ms: "毫秒", s: "秒", m: "分", h: "小时", d: "天" },
    justNow: "刚刚",
    ago: (duration) => `${duration}前`,
    ahead: (duration) => `${duration}后`,
  },
};

/** `seconds` as "40 ms", "4.2 s", "42 s", "1 m 12 s", "2 h 5 m" or "3 d 4 h": the two largest units. Negative counts as 0. */
export function formatDuration(seconds: number, locale: TimeLocale = "en"): string {
  const { ms, s, m, h, d } = words[locale].units;
  const whole = Math.round(seconds);
  if (seconds <= 0) return `0 ${s}`;
  if (seconds < 0.9995) return `${Math.max(1, Math.round(seconds * 1000))} ${ms}`;
  if (seconds < 9.95) return `${Math.round(seconds * 10) / 10} ${s}`;
  if (whole < MINUTE) return `${whole} ${s}`;
  if (whole < HOUR) return twoUnits(whole, MINUTE, m, 1, s);
  if (whole < DAY) return twoUnits(whole, HOUR, h, MINUTE, m);
  return twoUnits(whole, DAY, d, HOUR, h);
}

function twoUnits(seconds: number, large: number, largeName: string, small: number, smallName: string) {
  const first = Math.floor(seconds / large);
  const second = Math.floor((seconds % large) / small);
  return second === 0 ? `${first} ${largeName}` : `${first} ${largeName} ${second} ${smallName}`;
}

/** "just now", "12 s ago", "5 m ago", "in 3 h". `at` is ISO 8601, `now` Unix milliseconds. */
export function formatRelative(at: string, now: number, locale: TimeLocale = "en"): string {
  const seconds = Math.round((now - Date.parse(at)) / 1000);
  // Clocks of server and browser differ a little: a second in the future is now.
  const { justNow, ago, ahead } = words[locale];
  if (seconds > -2 && seconds < 5) return justNow;
  const distance = inLargestUnit(Math.abs(seconds), locale);
  return seconds > 0 ? ago(distance) : ahead(distance);
}

function inLargestUnit(seconds: number, locale: TimeLocale): string {
  const { s, m, h, d } = words[locale].units;
  if (seconds < MINUTE) return `${seconds} ${s}`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} ${m}`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} ${h}`;
  return `${Math.floor(seconds / DAY)} ${d}`;
}

/** Making a formatter costs more than a hundred uses of it, and a list writes many times, again every second. */
const absoluteFormats = new Map<string, Intl.DateTimeFormat>();

function absoluteFormat(timeZone: string | undefined, locale: TimeLocale): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  const known = absoluteFormats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: locale === "en" ? "short" : "numeric",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
  absoluteFormats.set(key, made);
  return made;
}

/** "21:36:05", in the zone of `formatAbsolute`. */
export function formatClock(at: string, timeZone?: string, locale: TimeLocale = "en"): string {
  const { hour, minute, second } = partsOf(at, timeZone, locale);
  return `${hour}:${minute}:${second}`;
}

function partsOf(at: string, timeZone: string | undefined, locale: TimeLocale) {
  const parts = absoluteFormat(timeZone, locale).formatToParts(new Date(at));
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/**
 * "24 Nov 2026, 21:36:05 UTC" or "2026年11月24日 21:36:05 UTC". Put together from parts, because the commas and spaces of whole formats differ between
 * JavaScript engines, and a page must not change when it comes alive.
 * @param timeZone IANA name; undefined = the zone of the machine
 */
export function formatAbsolute(at: string, timeZone?: string, locale: TimeLocale = "en"): string {
  const { day, month, year, hour, minute, second, timeZoneName } = partsOf(at, timeZone, locale);
  const time = `${hour}:${minute}:${second} ${timeZoneName}`;
  return locale === "zh-CN" ? `${year}年${month}月${day}日 ${time}` : `${day} ${month} ${year}, ${time}`;
}
