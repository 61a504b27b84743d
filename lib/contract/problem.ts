/** The body of an error answer. Browser-safe. */
import { z } from "zod";

export const fieldError = z.object({ field: z.string(), message: z.string() });
export type FieldError = z.infer<typeof fieldError>;

/** The body of every error answer: RFC 9457 members and API.md's. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  error: z.object({
    code: z.string(),
    user_message: z.string(),
    technical_message: z.string(),
    retry_recommended: z.boolean(),
    retry_after_seconds: z.number().nullable(),
    escalation_required: z.boolean(),
  }),
  recovery: z.object({
    retry_recommended: z.boolean(),
    retry_after_seconds: z.number().nullable(),
    actions: z.array(z.string()),
  }),
  timestamp: z.string(),
  request_id: z.string(),
  errors: z.array(fieldError).optional(),
});
export type Problem = z.infer<typeof problem>;
