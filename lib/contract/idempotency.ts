/** Asking again without doing it twice: the header and what its answer says. Browser-safe. */
import { z } from "zod";

/** Request headers of endpoints that take a key. */
export const idempotencyHeaders = z.strictObject({
  "idempotency-key": z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, "must be 1 to 255 printable characters without spaces")
    .optional()
    .describe("The same key and body within 24 hours give the same answer and nothing new"),
});

/** Header of an answer that was given before. */
export const replayedHeader = {
  "Idempotency-Replayed": "`true` when this key was answered before; else absent",
} as const;

export const idempotencyErrors = ["idempotency_mismatch", "idempotency_in_flight"] as const;
