/** Calls of our own API from the browser. Replies are parsed with the contract; every failure is an `ApiError`. */
import type { z } from "zod";
import { type Problem, problem } from "@/lib/contract/errors";

export class ApiError extends Error {
  override name = "ApiError";

  /** @param status HTTP status; 0 when the server could not be reached */
  constructor(
    message: string,
    readonly status: number,
    readonly problem: Problem | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

type JsonRequest = { method?: "GET" | "POST" | "PUT" | "DELETE"; body?: unknown; signal?: AbortSignal };

/** @throws ApiError, its message being a sentence for a person */
export async function request(
  path: string,
  { method = "GET", body, signal }: JsonRequest = {},
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError("The server cannot be reached.", 0, null, { cause: error });
  }
  if (!response.ok) throw await toApiError(response);
  return response;
}

async function toApiError(response: Response): Promise<ApiError> {
  const parsed = problem.safeParse(await response.json().catch(() => null));
  if (parsed.success) return new ApiError(parsed.data.detail, response.status, parsed.data);
  return new ApiError(`The server answered with status ${response.status}.`, response.status);
}

/** @throws ApiError */
export async function fetchJson<T>(
  schema: z.ZodType<T>,
  path: string,
  options?: JsonRequest,
): Promise<{ data: T; headers: Headers }> {
  const response = await request(path, options);
  return { data: schema.parse(await response.json()), headers: response.headers };
}

/** The cursor of the next page from a `Link` header, or null on the last page. */
export function nextCursorOf(headers: Headers): string | null {
  const next = /<([^>]*)>\s*;\s*rel="?next"?/.exec(headers.get("link") ?? "")?.[1];
  return next === undefined ? null : new URL(next, "http://any.host").searchParams.get("cursor");
}

/** What to tell a person about `error`, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : "Something unexpected went wrong.";
}
