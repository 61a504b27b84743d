/** Durations as people write them: "45 minutes", "(10 min)", "1 hour 15 min", "10–15 Min.", "10'", "10 分钟". */

const NUMBER = String.raw`(\d{1,3}(?:[.,]\d)?)`;
const RANGE = String.raw`(?:${NUMBER}\s?(?:[-–—~]|to|bis|a|à)\s?)?`;
const MINUTE = String.raw`(?:minutes?|minutos?|minuten?|mins?\b\.?|分钟|分鐘|分|['’′](?![\p{L}\d]))`;
const HOUR = String.raw`(?:hours?|hrs?\b\.?|horas?|heures?|stunden?|std\b\.?|小时|小時|h\b)`;
const DURATION = String.raw`(?:${RANGE}${NUMBER}[\s-]?${HOUR}(?:\s*(?:and|y|et|und|,)?\s*${NUMBER}\s?${MINUTE}?)?|${RANGE}${NUMBER}[\s-]?${MINUTE})`;

const duration = new RegExp(String.raw`(?<![\p{L}\d.])${DURATION}`, "iu");
const inBrackets = new RegExp(
  String.raw`\s*[([（【]\s*(?:~|≈|about|approx\.?|ca\.?|约)?\s*${DURATION}\s*[)\]）】]`,
  "iu",
);
const atEnd = new RegExp(
  String.raw`\s*[-–—:：|,]\s*(?:~|≈|about|approx\.?|ca\.?|约)?\s*${DURATION}\s*[:：]?\s*$`,
  "iu",
);
const atEndBare = new RegExp(String.raw`\s+${DURATION}\s*[:：]?\s*$`, "iu");

/** Durations stand near the start; a bound keeps a hostile megabyte from being searched digit by digit. */
const SEARCHED = 300;

const numberOf = (text: string | undefined) => (text === undefined ? 0 : Number(text.replace(",", ".")));

/** Whole minutes of the first duration in `text`, of a range its upper end; null without one (or above a day). */
export function minutesIn(text: string): number | null {
  const found = duration.exec(text.slice(0, SEARCHED));
  if (found === null) return null;
  const [, , hours, extra, , minutes] = found;
  const total = Math.round(hours === undefined ? numberOf(minutes) : numberOf(hours) * 60 + numberOf(extra));
  return total > 0 && total <= 24 * 60 ? total : null;
}

/** "Warm-up (5 min)" → "Warm-up". Only a bracketed or closing duration goes; "The 5-minute fugue" keeps its own. */
export function withoutDuration(title: string): string {
  return cutDuration(title).rest;
}

/** The same, but only for a duration that whole minutes say just as well: "Warm-up (5–10 min)" and "Concert (1 h)" stay. */
export function withoutPlainMinutes(title: string): string {
  const { rest, removed } = cutDuration(title);
  const isPlain = /^\D*\d+\D*$/.test(removed) && !inHours.test(removed) && !about.test(removed);
  return isPlain ? rest : title.trim();
}

/** The duration a heading announces, "Warm-up (5 min)"; null for one that merely speaks of time: "The 5-minute fugue". */
export function announcedMinutes(title: string): number | null {
  return minutesIn(cutDuration(title).removed);
}

const inHours = new RegExp(String.raw`\d\s?-?${HOUR}`, "iu");
const about = /[~≈约]|about|approx|ca/iu;

function cutDuration(title: string): { rest: string; removed: string } {
  const whole = title.trim();
  if (title.length <= SEARCHED) {
    for (const pattern of [inBrackets, atEnd, atEndBare]) {
      const removed = pattern.exec(whole)?.[0] ?? "";
      const rest = whole.replace(removed, "").trim();
      if (removed !== "" && /[\p{L}\p{N}]/u.test(rest)) return { rest, removed };
    }
  }
  return { rest: whole, removed: "" };
}
