/** A time that somebody sends. Browser-safe. */
import { z } from "zod";
import { SPAN_PATTERN } from "./lists";

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

export const timeSpan = z.string().regex(SPAN_PATTERN, 'must be like "15m", "24h" or "7d"');
