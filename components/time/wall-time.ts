/** Times as people type them: a date and a time of day in a zone, as `<input type="datetime-local">` has them. Browser-safe. */

/** "2026-11-29T10:30" in `zone` for a time in ISO 8601. */
export function toWallTime(at: string, zone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
    hourCycle: "h23",
  });
  const parts = Object.fromEntries(
    format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]),
  );
  return `${parts.year?.padStart(4, "0")}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/**
 * The time in ISO 8601 at which clocks in `zone` show `wall`; null when it is none. A time that the change to summer time leaves out
 * becomes the one an hour later; of two that are shown alike in autumn, the first.
 */
export function fromWallTime(wall: string, zone: string): string | null {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (ms: number) => Date.parse(`${toWallTime(new Date(ms).toISOString(), zone)}Z`) - ms;
  // The offset before the change and the one after it; the earlier time that the clocks really show wins.
  const candidates = [offsetAt(asUtc - DAY_MS), offsetAt(asUtc + DAY_MS)].map((offset) => asUtc - offset);
  const shown = candidates.filter((ms) => toWallTime(new Date(ms).toISOString(), zone) === wall.slice(0, 16));
  return new Date(Math.min(...(shown.length > 0 ? shown : candidates.slice(0, 1)))).toISOString();
}

const DAY_MS = 24 * 60 * 60 * 1000;
