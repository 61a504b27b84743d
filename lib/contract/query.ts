/**
 * Pieces of query-string contracts. Nothing is coerced from junk: `limit=`, `limit=abc` and `limit=1e2` are errors. `shownAs` tells
 * lib/http/openapi what the text stands for.
 */
import { z } from "zod";

/** Of a request that takes no parameters: a misspelt one is told, not ignored. */
export const noQuery = z.strictObject({});

/** One of a list of words; the message names them all. */
export function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: `must be one of ${values.join(", ")}` });
}

export function queryInt(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
    .meta({ shownAs: { type: "integer", minimum: min, maximum: max } });
}

/** "a,b" → ["a", "b"]. */
export function queryList<T extends z.ZodType<string, string>>(entry: T) {
  return z
    .string()
    .max(1_000)
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(entry))
    .meta({ shownAs: { type: "array" }, shownItems: entry });
}

/** Of a list that comes page by page: how many at once, and where the page before ended. */
export const pageQuery = z.strictObject({
  limit: queryInt(1, 100).default(50),
  cursor: z.string().max(500).optional(),
});
export type PageInput = z.output<typeof pageQuery>;

export const queryFlag = z
  .enum(["true", "false"], { error: "must be true or false" })
  .transform((text) => text === "true")
  .meta({ shownAs: { type: "boolean" } });
