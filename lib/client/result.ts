/** What a call gives: the answer or the error, both as values. */
import type { ErrorCode } from "../contract/errors";
import type { FieldError, Problem } from "../contract/problem";

/** network: no answer, or none in time. aborted: by a signal. unexpected_answer: something that is not the API answered. */
export type LocalCode = "network" | "aborted" | "unexpected_answer";

export type ClientError = {
  /** A newer server may have codes that are not in this list: leave a default branch. */
  code: ErrorCode | LocalCode;
  /** HTTP status; 0 without an answer. */
  status: number;
  /** A sentence for a person. */
  detail: string;
  /** Which fields of the request are wrong, if that is the trouble. */
  fields: readonly FieldError[];
  /** When trying again may help; null: the server does not say. */
  retryAfterSeconds: number | null;
  /** What the operators of the server find the request by. */
  requestId: string | null;
};

export type Failure = { ok: false; error: ClientError };
export type Answer<T> = { ok: true; data: T; status: number; headers: Headers };
export type Result<T> = Answer<T> | Failure;

/** A failure that the server did not tell. `status` is that of an answer that could not be understood, else 0. */
export function failure(
  code: LocalCode,
  detail: string,
  { status = 0, headers = new Headers() }: { status?: number; headers?: Headers } = {},
): Failure {
  return {
    ok: false,
    error: {
      code,
      status,
      detail,
      fields: [],
      retryAfterSeconds: retryAfterOf(headers),
      requestId: headers.get("x-request-id"),
    },
  };
}

/** The failure that an answer with a status of 400 and above tells. */
export async function failureOf(response: Response): Promise<Failure> {
  const { status, headers } = response;
  const text = await response.text();
  const problem = problemIn(text);
  if (problem === null) {
    return failure("unexpected_answer", `The server answered with status ${status}.`, { status, headers });
  }
  return {
    ok: false,
    error: {
      // The server's own code: a copied client may be older than its server, see `ClientError`.
      code: problem.error.code as ErrorCode,
      status,
      detail: problem.detail,
      fields: problem.errors ?? [],
      retryAfterSeconds: retryAfterOf(headers) ?? problem.error.retry_after_seconds,
      requestId: problem.request_id,
    },
  };
}

/**
 * Whether repeating the call is of no use, because the API has said that something about it is wrong. What does not come from the
 * API (a proxy may say 404 while the server restarts) says nothing.
 */
export function isLasting({ code, status }: ClientError): boolean {
  if (code === "unexpected_answer") return false;
  return code === "aborted" || (status >= 400 && status < 500 && status !== 429);
}

function problemIn(text: string): Problem | null {
  try {
    const body = JSON.parse(text);
    return typeof body?.detail === "string" && typeof body?.error?.code === "string" ? body : null;
  } catch {
    return null;
  }
}

/** Seconds, or a date (RFC 9110, 10.2.3). Null: absent, or neither. */
export function retryAfterOf(headers: Headers, nowMs = Date.now()): number | null {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(value)) return Number(value);
  // A date begins with a letter; `Date.parse` takes "-1" for one too.
  const atMs = /^[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(atMs) ? null : Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}
