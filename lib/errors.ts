import { describeError, type ErrorCode } from "./contract/errors";
import type { FieldError } from "./contract/problem";

/**
 * An error the caller may see: `code` fixes status and advice (contract/errors.ts), `message` is a sentence for a
 * person. Never put stacks, SQL, paths or another user's data into `message`; those belong into `cause`.
 */
export class AppError extends Error {
  override name = "AppError";
  readonly status: number;
  readonly fields: FieldError[];
  /** Null: the catalogue's advice for this code, if it has one. */
  readonly retryAfterSeconds: number | null;

  constructor(
    readonly code: ErrorCode,
    message?: string,
    options: { cause?: unknown; fields?: FieldError[]; status?: number; retryAfterSeconds?: number } = {},
  ) {
    super(message ?? describeError(code).userMessage, { cause: options.cause });
    this.status = options.status ?? describeError(code).status;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}
