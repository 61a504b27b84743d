/**
 * How many event streams are open at once, and for how long each may go on: it holds a connection, a timer and a watch for as long
 * as its client likes and its credential is good.
 */
import type { Caller } from "@/lib/auth/caller";
import { AppError } from "@/lib/errors";
import { principalOf } from "./limits";

/** What one process is tested with (the flood row of RELIABILITY.md). */
export const MAX_STREAMS = 1_000;
/** A person with every tab open is far below; nobody alone takes the places of all. */
export const MAX_STREAMS_OF_ONE = 250;

// Next.js bundles this module several times; the counts must be one.
const shared = globalThis as typeof globalThis & { __presentationJobsStreams?: Map<string, number> };

/** Streams open in this process. */
export function openStreams(): number {
  return [...streams().values()].reduce((sum, count) => sum + count, 0);
}

function streams(): Map<string, number> {
  shared.__presentationJobsStreams ??= new Map();
  return shared.__presentationJobsStreams;
}

/**
 * Gives the stream that `open` makes a place until its body ends, its reader goes or `mayGoOn` says no.
 * @param mayGoOn asked before each piece is passed on, the heartbeat too; failing means no, and the client is told why when it
 * connects again
 * @throws AppError service_unavailable when the process has no place left, rate_limited when the caller has none
 */
export async function withStreamSlot(
  caller: Caller | null,
  mayGoOn: () => Promise<boolean>,
  open: () => Promise<Response>,
): Promise<Response> {
  const leave = enter(caller ? principalOf(caller) : "everybody");
  try {
    const response = await open();
    if (response.body === null) {
      leave();
      return response;
    }
    return new Response(guard(response.body, mayGoOn, leave), response);
  } catch (error) {
    leave();
    throw error;
  }
}

function enter(principal: string): () => void {
  const open = streams();
  if (openStreams() >= MAX_STREAMS) {
    throw new AppError("service_unavailable", "Too many event streams are open");
  }
  const own = open.get(principal) ?? 0;
  if (own >= MAX_STREAMS_OF_ONE) {
    throw new AppError("rate_limited", `You have ${MAX_STREAMS_OF_ONE} event streams open already`);
  }
  open.set(principal, own + 1);
  let here = true;
  return () => {
    if (!here) return;
    here = false;
    const left = (open.get(principal) ?? 1) - 1;
    if (left > 0) open.set(principal, left);
    else open.delete(principal);
  };
}

/** `body` as it is while it may go on; `onEnd` runs when it ends, fails or is cancelled. */
function guard(
  body: ReadableStream<Uint8Array>,
  mayGoOn: () => Promise<boolean>,
  onEnd: () => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        const goesOn = !done && (await mayGoOn().catch(() => false));
        if (goesOn) return controller.enqueue(value);
        onEnd();
        controller.close();
        await reader.cancel();
      } catch (error) {
        onEnd();
        controller.error(error);
      }
    },
    async cancel(reason) {
      onEnd();
      await reader.cancel(reason);
    },
  });
}
