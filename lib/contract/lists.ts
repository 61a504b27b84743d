/** The lists and numbers of the contract without its schemas: what pages need of it, and load no validation with. Browser-safe. */

export const deckStyles = ["default", "modern", "playful", "classic", "dark", "high-contrast"] as const;

/** Orders of the list; "-" turns one round. Jobs without the value come last either way; equals are newest first. */
export const jobSorts = [
  "-created_at",
  "created_at",
  "-priority",
  "priority",
  "-started_at",
  "started_at",
  "-completed_at",
  "completed_at",
  "-processing_time_seconds",
  "processing_time_seconds",
  /** By priority, then age: as they are claimed once they are due. Then what does not wait. */
  "queue",
] as const;

export const exportFormats = ["csv", "ndjson"] as const;

/** What can be done to many jobs at once. */
export const actionKinds = ["cancel", "retry", "delete"] as const;
export type ActionKind = (typeof actionKinds)[number];

/** Seconds in which a cancellation can be undone after its end, and for which a deletion is held before it begins. */
export const UNDO_SECONDS = 30;

export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 256;

/** A length of time: a whole number of minutes, hours or days. */
export const SPAN_PATTERN = /^[1-9]\d{0,3}[mhd]$/;
const MS_OF = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** @param span of `SPAN_PATTERN`'s form */
export function msOfSpan(span: string): number {
  const unit = span.at(-1) as keyof typeof MS_OF; // the pattern leaves no other
  return Number(span.slice(0, -1)) * MS_OF[unit];
}

/** The entry of `list` that `value` is. @throws RangeError when it is none */
export function entryOf<T extends string>(list: readonly T[], value: unknown): T {
  const found = list.find((entry) => entry === value);
  if (found === undefined) throw new RangeError(`${String(value)} is none of ${list.join(", ")}`);
  return found;
}
