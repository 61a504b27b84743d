/**
 * The catalogue of errors: code → HTTP status, words for the user and what helps. Browser-safe.
 * Codes and statuses are API.md's; the lower-case codes are answers of a request, the rest also stand on jobs.
 */
type CatalogueEntry = {
  status: number;
  title: string;
  userMessage: string;
  retryRecommended?: boolean;
  retryAfterSeconds?: number;
  escalationRequired?: boolean;
  actions?: readonly string[];
};

const wait = ["Wait a moment and try again."] as const;

export const errorCatalogue = {
  lesson_not_found: {
    status: 404,
    title: "Lesson not found",
    userMessage: "This lesson does not exist (any more).",
    actions: ["Check the lesson id.", "Store the lesson first."],
  },
  lesson_access_denied: {
    status: 403,
    title: "No access to this lesson",
    userMessage: "This lesson belongs to someone else.",
  },
  lesson_parse_failed: {
    status: 422,
    title: "Lesson cannot be read",
    userMessage: "The lesson's content cannot be understood.",
    actions: ["Correct the lesson's content."],
  },
  job_not_found: {
    status: 404,
    title: "Job not found",
    userMessage: "This job does not exist (any more).",
    actions: ["Check the job id."],
  },
  job_access_denied: {
    status: 403,
    title: "No access to this job",
    userMessage: "This job belongs to someone else.",
  },
  job_not_cancellable: {
    status: 400,
    title: "Job cannot be cancelled",
    userMessage: "This job has already ended.",
    actions: ["Reload to see its state."],
  },
  job_not_retryable: {
    status: 400,
    title: "Job cannot be retried",
    userMessage: "Only failed, timed-out or cancelled jobs can be retried.",
  },
  job_not_finished: {
    status: 400,
    title: "Job has not ended",
    userMessage: "This is only possible when the job has ended.",
  },
  action_not_found: {
    status: 404,
    title: "Action not found",
    userMessage: "This action does not exist (any more).",
    actions: ["Check the action id."],
  },
  action_not_abortable: {
    status: 409,
    title: "Action cannot be aborted",
    userMessage: "This action has already ended.",
    actions: ["Reload to see its state."],
  },
  action_not_undoable: {
    status: 409,
    title: "Action cannot be undone",
    userMessage: "This action cannot be undone (any more).",
    actions: ["Reload to see its state."],
  },
  presentation_not_found: {
    status: 404,
    title: "Deck not found",
    userMessage: "This deck does not exist (any more).",
    actions: ["Generate a new deck."],
  },
  presentation_not_ready: {
    status: 400,
    title: "Deck is not ready",
    userMessage: "This deck is not ready yet.",
    retryRecommended: true,
    retryAfterSeconds: 5,
  },
  validation_failed: {
    status: 422,
    title: "Request is not valid",
    userMessage: "Something in the request is not right.",
    actions: ["Correct the fields named in errors[]."],
  },
  invalid_style: { status: 400, title: "Unknown style", userMessage: "This style does not exist." },
  invalid_timeout: {
    status: 400,
    title: "Time limit out of range",
    userMessage: "The time limit must be from 1 to 300 seconds.",
  },
  invalid_priority: { status: 400, title: "Unknown priority", userMessage: "This priority does not exist." },
  invalid_status: { status: 400, title: "Unknown status", userMessage: "This status does not exist." },
  invalid_export_format: {
    status: 422,
    title: "Unknown export format",
    userMessage: "This format does not exist.",
  },
  idempotency_mismatch: {
    status: 422,
    title: "Idempotency key used for another request",
    userMessage: "This Idempotency-Key belongs to a request with another body.",
  },
  idempotency_in_flight: {
    status: 409,
    title: "Request in progress",
    userMessage: "The same request is being handled.",
    retryRecommended: true,
    retryAfterSeconds: 1,
  },
  unauthenticated: {
    status: 401,
    title: "Not signed in",
    userMessage: "Sign in, or send a valid token.",
    actions: ["Sign in.", "Send Authorization: Bearer with a valid token."],
  },
  second_factor_required: {
    status: 401,
    title: "Code needed",
    userMessage: "Enter the code of your authenticator app.",
    actions: ["Send the password together with a code."],
  },
  permission_denied: { status: 403, title: "Not allowed", userMessage: "You are not allowed to do this." },
  token_not_found: {
    status: 404,
    title: "Token not found",
    userMessage: "This token does not exist or was revoked.",
  },
  person_not_found: {
    status: 404,
    title: "Person not found",
    userMessage: "This person does not exist (any more).",
  },
  session_not_found: {
    status: 404,
    title: "Session not found",
    userMessage: "This session has ended already.",
  },
  view_not_found: {
    status: 404,
    title: "View not found",
    userMessage: "This view does not exist (any more).",
  },
  view_name_taken: {
    status: 409,
    title: "Name in use",
    userMessage: "You have a view of this name already.",
  },
  email_taken: {
    status: 409,
    title: "E-mail address in use",
    userMessage: "Somebody has this e-mail address already.",
  },
  last_administrator: {
    status: 409,
    title: "Last administrator",
    userMessage: "Somebody must stay who can manage people. Make another administrator first.",
  },
  not_found: { status: 404, title: "Not found", userMessage: "There is nothing at this address." },
  method_not_allowed: {
    status: 405,
    title: "Method not allowed",
    userMessage: "This cannot be done at this address.",
    actions: ["Use one of the methods named in the Allow header."],
  },
  rate_limited: {
    status: 429,
    title: "Too many requests",
    userMessage: "Too many requests.",
    retryRecommended: true,
    retryAfterSeconds: 30,
    actions: wait,
  },
  payload_too_large: {
    status: 413,
    title: "Request is too large",
    userMessage: "The request body is larger than 1 MiB.",
  },
  unsupported_media_type: {
    status: 415,
    title: "Unsupported content type",
    userMessage: "Send JSON with Content-Type: application/json.",
  },
  service_unavailable: {
    status: 503,
    title: "Service unavailable",
    userMessage: "The service cannot do this right now.",
    retryRecommended: true,
    retryAfterSeconds: 5,
    actions: wait,
  },
  internal_error: {
    status: 500,
    title: "Internal error",
    userMessage: "Something went wrong on our side.",
    retryRecommended: true,
    retryAfterSeconds: 10,
    escalationRequired: true,
    actions: ["Try again; if it stays, report the request id."],
  },
  llm_timeout: {
    status: 504,
    title: "Language model timed out",
    userMessage: "The language model did not answer in time.",
    retryRecommended: true,
    retryAfterSeconds: 30,
  },
  llm_rate_limited: {
    status: 503,
    title: "Language model is busy",
    userMessage: "The language model limits requests.",
    retryRecommended: true,
    retryAfterSeconds: 60,
  },
  llm_unavailable: {
    status: 503,
    title: "Language model unavailable",
    userMessage: "The language model cannot be reached.",
    retryRecommended: true,
    retryAfterSeconds: 60,
  },
  llm_invalid_response: {
    status: 502,
    title: "Language model answered nonsense",
    userMessage: "The language model's answer could not be used.",
    retryRecommended: true,
  },
  export_pptx_failed: {
    status: 500,
    title: "PowerPoint export failed",
    userMessage: "The PowerPoint file could not be made.",
    retryRecommended: true,
  },
  export_pdf_failed: {
    status: 500,
    title: "PDF export failed",
    userMessage: "The PDF could not be made.",
    retryRecommended: true,
  },
  export_storage_failed: {
    status: 503,
    title: "Files could not be stored",
    userMessage: "The deck's files could not be stored.",
    retryRecommended: true,
    retryAfterSeconds: 30,
    escalationRequired: true,
  },
  job_timeout: {
    status: 504,
    title: "Time limit reached",
    userMessage: "Making the deck took longer than its time limit.",
    retryRecommended: true,
    actions: ["Retry with a longer time limit."],
  },
  ORPHANED: {
    status: 500,
    title: "Worker lost",
    userMessage: "The worker that ran this job disappeared and no retries are left.",
    retryRecommended: true,
  },
  CANCELLED: { status: 400, title: "Cancelled", userMessage: "This job was cancelled." },
  POISON: {
    status: 500,
    title: "Work keeps crashing",
    userMessage: "Making this deck crashed every time.",
    escalationRequired: true,
    actions: ["Look at the lesson's content.", "Report the job id."],
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

/** What our work ends with on a job that failed or timed out. Jobs of other versions, and those brought in, may have others. */
export const jobErrorCodes = [
  "lesson_not_found",
  "lesson_parse_failed",
  "internal_error",
  "llm_timeout",
  "llm_rate_limited",
  "llm_unavailable",
  "llm_invalid_response",
  "export_pptx_failed",
  "export_pdf_failed",
  "export_storage_failed",
  "job_timeout",
  "ORPHANED",
  "POISON",
] as const satisfies readonly ErrorCode[];

export function describeError(code: ErrorCode): CatalogueEntry {
  return errorCatalogue[code];
}

export function isErrorCode(code: string): code is ErrorCode {
  return code in errorCatalogue;
}
