/** Cursors: JSON lists in base64url. Every part of one comes from outside, and is checked here before a statement gets it. */
import { existingId } from "@/lib/contract/path-ids";
import { isTimeOfFourDigitYear } from "@/lib/contract/time-input";
import { AppError } from "@/lib/errors";

/** Where a page ended: the sort time (Unix ms) and the id of its last row. Stays right while rows come and go. */
export type Cursor = { time: number; id: string };

export function encodeCursor(cursor: Cursor): string {
  return encodeParts([cursor.time, cursor.id]);
}

/** @throws AppError validation_failed when the text is not a cursor of ours */
export function decodeCursor(text: string): Cursor {
  const [time, id] = partsOf(text);
  if (!isTimePart(time) || !isIdPart(id)) throw wrongCursor("is not one that this server gave");
  return { time, id };
}

/** Where a page of a list by name ended. */
export function encodeNameCursor({ name, id }: { name: string; id: string }): string {
  return encodeParts([name, id]);
}

/** @throws AppError validation_failed when the text is not a cursor of ours */
export function decodeNameCursor(text: string): { name: string; id: string } {
  const [name, id] = partsOf(text);
  // PostgreSQL has no NUL in its texts.
  if (typeof name !== "string" || name.includes("\0") || !isIdPart(id)) {
    throw wrongCursor("is not one that this server gave");
  }
  return { name, id };
}

export function encodeParts(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** Empty when the text is no list. */
export function partsOf(text: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

/** Unix ms that both databases can hold as a time. */
export const isTimePart = (part: unknown): part is number =>
  Number.isSafeInteger(part) && isTimeOfFourDigitYear(Number(part));

export const isIdPart = (part: unknown): part is string => existingId.safeParse(part).success;

export function wrongCursor(message: string): AppError {
  return new AppError("validation_failed", `cursor ${message}`, { fields: [{ field: "cursor", message }] });
}
