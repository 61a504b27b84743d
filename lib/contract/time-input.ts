/** A time that somebody sends. Browser-safe. */
import { z } from "zod";

const YEAR_1 = Date.parse("0001-01-01T00:00:00Z");
const YEAR_10000 = Date.parse("9999-12-31T23:59:59.999Z") + 1;

/** @param at Unix ms */
export const isTimeOfFourDigitYear = (at: number) => at >= YEAR_1 && at < YEAR_10000;

/**
 * ISO 8601 with `Z` or an offset. Years outside 1 to 9999, which an offset alone can reach, have no ISO form of four digits, and
 * PostgreSQL does not take the longer one.
 */
export const timeInput = z.iso
  .datetime({ offset: true })
  .refine((text) => isTimeOfFourDigitYear(Date.parse(text)), "must lie in the years 1 to 9999 UTC");

const MS_OF = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A length of time: a whole number of minutes, hours or days. */
export const timeSpan = z.string().regex(/^[1-9]\d{0,3}[mhd]$/, 'must be like "15m", "24h" or "7d"');

/** @param span as `timeSpan` takes it */
export function msOfSpan(span: string): number {
  const unit = span.at(-1) as keyof typeof MS_OF; // the pattern leaves no other
  return Number(span.slice(0, -1)) * MS_OF[unit];
}
