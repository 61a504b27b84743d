/**
 * Values of the old rows, whose columns may hold any type. Pure. Each reader gives a value that our columns take on both
 * databases, or null where the old one cannot be understood.
 */
import type { LegacyValue } from "./legacy-file";

type Raw = LegacyValue | undefined;

/** PostgreSQL's texts hold no NUL and no half of a surrogate pair. */
export const clean = (text: string) =>
  text.replaceAll("\0", "\ufffd").replaceAll(/\p{Surrogate}/gu, "\ufffd");

/** Any value as text; null for NULL. Bytes are read as UTF-8. */
export function asText(value: Raw): string | null {
  if (value === null || value === undefined) return null;
  return clean(Buffer.isBuffer(value) ? value.toString("utf8") : String(value));
}

/** As asText, without surrounding white space; null also for "". */
export function asWord(value: Raw): string | null {
  return asText(value)?.trim() || null;
}

export function asNumber(value: Raw): number | null {
  if (typeof value === "number" || typeof value === "bigint") return finite(Number(value));
  const text = asWord(value);
  return text !== null && /^[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?$/i.test(text) ? finite(Number(text)) : null;
}

const finite = (number: number) => (Number.isFinite(number) ? number : null);

/** A whole number from `min` to `max`; one outside becomes the nearest. */
export function asWhole(value: Raw, min: number, max: number): number | null {
  const number = asNumber(value);
  return number === null ? null : Math.min(max, Math.max(min, Math.round(number)));
}

export function asFlag(value: Raw): boolean | null {
  const word = asWord(value)?.toLowerCase();
  if (word === undefined) return null;
  if (/^(?:1|1\.0|true|t|yes|y|on)$/.test(word)) return true;
  return /^(?:0|0\.0|false|f|no|n|off)$/.test(word) ? false : null;
}

const TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(?:(Z|UTC)|([+-])(\d\d):?(\d\d))?$/i;
/** Seconds since 1970 stay below this for three thousand years; milliseconds passed it in 1973. */
const FIRST_MILLISECONDS = 1e11;
const [MIN_TIME, MAX_TIME] = [Date.parse("0001-01-01T00:00:00Z"), Date.parse("9999-12-31T23:59:59.999Z")];

/** Unix milliseconds. ISO text without a zone is UTC; `YYYY-MM-DD HH:MM:SS` counts; so do Unix seconds and milliseconds. */
export function asTime(value: Raw): number | null {
  const number = asNumber(value);
  if (number !== null) return within(Math.round(number < FIRST_MILLISECONDS ? number * 1000 : number));
  const match = TIME.exec(asWord(value) ?? "");
  if (!match) return null;
  const [, year, month, day, hour = "00", minute = "00", second = "00", fraction = "0"] = match;
  const [sign, zoneHours = "0", zoneMinutes = "0"] = match.slice(9);
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = Date.parse(`${text}Z`);
  // Date.parse takes 31 February for 3 March.
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) return null;
  const offset = (sign === "-" ? -1 : 1) * (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000;
  return within(time + Math.trunc(Number(`0.${fraction}`) * 1000) - (sign ? offset : 0));
}

const within = (time: number) => (time >= MIN_TIME && time <= MAX_TIME ? time : null);

/** Deeper JSON could be read, but not written again: JSON.stringify runs out of stack at some thousand levels. */
const MAX_DEPTH = 64;

/** The JSON in a text column. `null` also for text that is no JSON, or nested too deeply to be written again. */
export function asJson(value: Raw): unknown {
  const text = asText(value);
  if (text === null) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return isDeeperThan(parsed, MAX_DEPTH) ? null : parsed;
  } catch {
    return null;
  }
}

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth === 0 || Object.values(value).some((part) => isDeeperThan(part, depth - 1));
}

/** Any value as JSON.stringify takes it: bytes as base64, whole numbers exactly. */
export function toJsonValue(value: Raw): string | number | null {
  if (value === undefined || value === null) return null;
  if (Buffer.isBuffer(value)) return `base64:${value.toString("base64")}`;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === "number") return finite(value) ?? String(value);
  return clean(value);
}
