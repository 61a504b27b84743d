/** Keeps a connection usable after an answer that did not wait for the request's body. */
import { MAX_READ_BYTES } from "./json-body";

/**
 * Reads on, behind the answer, what nobody has read, and throws it away: otherwise the rest of the body stands in front of the
 * client's next request on the connection, which then ends with a reset. What is larger than any body may be is left to just that.
 */
export function drainBody({ body, bodyUsed }: Request): void {
  if (body === null || bodyUsed) return;
  // A client that goes away meanwhile has no next request.
  readOn(body).catch(() => {});
}

async function readOn(body: ReadableStream<Uint8Array>): Promise<void> {
  let size = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_READ_BYTES) return;
  }
}
