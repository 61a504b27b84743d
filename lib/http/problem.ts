/** Errors as API.md's one shape, `application/problem+json`. */
import { describeError } from "@/lib/contract/errors";
import type { Problem } from "@/lib/contract/problem";
import type { AppError } from "@/lib/errors";

export function problemOf(error: AppError, requestId: string): Problem {
  const { code, status, message: detail, fields } = error;
  const entry = describeError(code);
  const retryRecommended = entry.retryRecommended ?? false;
  const retryAfterSeconds = error.retryAfterSeconds ?? entry.retryAfterSeconds ?? null;
  return {
    type: `urn:presentation-jobs:error:${code}`,
    title: entry.title,
    status,
    detail,
    error: {
      code,
      user_message: entry.userMessage,
      technical_message: detail,
      retry_recommended: retryRecommended,
      retry_after_seconds: retryAfterSeconds,
      escalation_required: entry.escalationRequired ?? false,
    },
    recovery: {
      retry_recommended: retryRecommended,
      retry_after_seconds: retryAfterSeconds,
      actions: [...(entry.actions ?? [])],
    },
    timestamp: new Date().toISOString(),
    request_id: requestId,
    ...(fields.length > 0 && { errors: fields }),
  };
}

/** The answer for `error`: status, body, and the headers that belong to its status. */
export function problemResponse(error: AppError, requestId: string): Response {
  const problem = problemOf(error, requestId);
  const headers = new Headers({ "Content-Type": "application/problem+json" });
  if (error.status === 401) headers.set("WWW-Authenticate", "Bearer");
  if (problem.error.retry_after_seconds !== null && (error.status === 429 || error.status === 503)) {
    headers.set("Retry-After", String(problem.error.retry_after_seconds));
  }
  return new Response(JSON.stringify(problem), { status: error.status, headers });
}
