/**
 * The API for our own pages: the session's cookie says who calls. Answers are not held against the contract here, which would load all of
 * its schemas with every page: pages and server are one build, and the tests hold every answer of the server against it.
 */
import { createClient } from "@/lib/client/client";
import type { ClientError, Result } from "@/lib/client/result";

/** Somebody looks at the page and waits: two more tries are begun within two seconds. */
export const api = createClient({ baseUrl: "", repeats: 2 });

/** Its message is the API's, in English: what people read comes from use-message-of.ts. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(readonly error: ClientError) {
    super(error.detail);
  }
}

/** What a call gave, for queries and mutations, which want failures thrown. @throws ApiError */
export async function dataOf<T>(call: Promise<Result<T>>): Promise<T> {
  const result = await call;
  if (!result.ok) throw new ApiError(result.error);
  return result.data;
}
