/** A fetch that never holds more than a bounded answer in memory. */

/** Far above any honest answer to one request, far below what would hurt a worker. */
export const ANSWER_MAX_BYTES = 1024 * 1024;

export class AnswerTooLargeError extends Error {
  override name = "AnswerTooLargeError";
}

/**
 * Reads each answer whole, counting the unpacked bytes, so that the caller's signal also ends a body that drips, and a huge
 * one (or a small one that unpacks to a huge one) is dropped early. A redirect is an answer, not followed: the lesson's text
 * goes to the configured address and nowhere else.
 */
export function boundFetch(fetcher: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await fetcher(input, { ...init, redirect: "manual" });
    const headers = new Headers(response.headers);
    headers.delete("content-encoding");
    headers.delete("content-length");
    const { status, statusText } = response;
    const bytes = response.body === null ? null : await readBounded(response.body);
    return new Response(bytes, { status, statusText, headers });
  };
}

async function readBounded(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Blob> {
  const reader = body.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > ANSWER_MAX_BYTES) {
      // Closes the connection; whether that succeeds is of no interest.
      reader.cancel().catch(() => undefined);
      throw new AnswerTooLargeError("The answer is larger than 1 MiB");
    }
    chunks.push(part.value);
  }
  return new Blob(chunks);
}
