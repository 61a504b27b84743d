/** Times and durations in words. Browser-safe; `now` is an argument, so that server and browser say the same. */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `seconds` as "40 ms", "4.2 s", "42 s", "1 m 12 s", "2 h 5 m" or "3 d 4 h": the two largest units. Negative counts as 0. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (seconds <= 0) return "0 s";
  if (seconds < 0.9995) return `${Math.max(1, Math.round(seconds * 1000))} ms`;
  if (seconds < 9.95) return `${Math.round(seconds * 10) / 10} s`;
  if (whole < MINUTE) return `${whole} s`;
  if (whole < HOUR) return twoUnits(whole, MINUTE, "m", 1, "s");
  if (whole < DAY) return twoUnits(whole, HOUR, "h", MINUTE, "m");
  return twoUnits(whole, DAY, "d", HOUR, "h");
}

function twoUnits(seconds: number, large: number, largeName: string, small: number, smallName: string) {
  const first = Math.floor(seconds / large);
  const second = Math.floor((seconds % large) / small);
  return second === 0 ? `${first} ${largeName}` : `${first} ${largeName} ${second} ${smallName}`;
}

/** "just now", "12 s ago", "5 m ago", "in 3 h". `at` is ISO 8601, `now` Unix milliseconds. */
export function formatRelative(at: string, now: number): string {
  const seconds = Math.round((now - Date.parse(at)) / 1000);
  const distance = Math.abs(seconds);
  // Clocks of server and browser differ a little: a second in the future is now.
  if (seconds > -2 && seconds < 5) return "just now";
  const words = inLargestUnit(distance);
  return seconds > 0 ? `${words} ago` : `in ${words}`;
}

function inLargestUnit(seconds: number): string {
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} m`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h`;
  return `${Math.floor(seconds / DAY)} d`;
}

/**
 * "24 Nov 2026, 21:36:05 UTC". Put together from parts, because the commas and spaces of whole formats differ between
 * JavaScript engines, and a page must not change when it comes alive.
 * @param timeZone IANA name; undefined = the zone of the machine
 */
export function formatAbsolute(at: string, timeZone?: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
  const parts = Object.fromEntries(
    format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]),
  );
  const { day, month, year, hour, minute, second, timeZoneName } = parts;
  return `${day} ${month} ${year}, ${hour}:${minute}:${second} ${timeZoneName}`;
}
