import { AppError } from "@/lib/errors";

/** Where a page ended: the sort time (Unix ms) and the id of its last row. Stays right while rows come and go. */
export type Cursor = { time: number; id: string };

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.time, cursor.id])).toString("base64url");
}

/** @throws AppError validation_failed when the text is not a cursor of ours */
export function decodeCursor(text: string): Cursor {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (
      Array.isArray(parts) &&
      Number.isSafeInteger(parts[0]) &&
      typeof parts[1] === "string" &&
      !parts[1].includes("\0")
    ) {
      return { time: Number(parts[0]), id: parts[1] };
    }
  } catch {
    // Not JSON: refused below like any other wrong cursor.
  }
  throw new AppError("validation_failed", "cursor is not one that this server gave", {
    fields: [{ field: "cursor", message: "is not one that this server gave" }],
  });
}
