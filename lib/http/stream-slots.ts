/**
 * How many answers of unknown length are open at once, and for how long each may go on: an event stream holds a connection, a timer
 * and a watch, a file its connection and what was read of it last, for as long as its client likes and its credential is good.
 */
import type { Caller } from "@/lib/auth/caller";
import { AppError } from "@/lib/errors";
import { principalOf } from "./limits";

/** What one process is tested with (the flood row of RELIABILITY.md). */
export const MAX_STREAMS = 1_000;
/** A person with every tab open is far below; nobody alone takes the places of all. */
export const MAX_STREAMS_OF_ONE = 250;
/** Each may hold a batch of 500 jobs, some hundred kB, or 1 MB of a deck; all together stay below 400 MB. */
export const MAX_FILES = 400;
/** The lesson app fetches the decks of all its teachers with one token. */
export const MAX_FILES_OF_ONE = 100;

type Kind = "events" | "file";
const bounds = {
  events: { most: MAX_STREAMS, ofOne: MAX_STREAMS_OF_ONE, name: "event streams" },
  file: { most: MAX_FILES, ofOne: MAX_FILES_OF_ONE, name: "downloads" },
} as const;

// Next.js bundles this module several times; the counts must be one.
const shared = globalThis as typeof globalThis & {
  __presentationJobsStreams?: Record<Kind, Map<string, number>>;
};

/** Event streams, or files, open in this process. */
export function openStreams(kind: Kind = "events"): number {
  return [...streams(kind).values()].reduce((sum, count) => sum + count, 0);
}

function streams(kind: Kind): Map<string, number> {
  shared.__presentationJobsStreams ??= { events: new Map(), file: new Map() };
  return shared.__presentationJobsStreams[kind];
}

/**
 * Gives the stream that `open` makes a place until its body ends, its reader goes or `mayGoOn` says no. A file breaks off then, so
 * that nobody takes it for whole; a stream of events just ends.
 * @param mayGoOn asked before each piece is passed on, the heartbeat too; failing means no, and the client is told why when it
 * connects again
 * @throws AppError service_unavailable when the process has no place left, rate_limited when the caller has none
 */
export async function withStreamSlot(
  caller: Caller | null,
  mayGoOn: () => Promise<boolean>,
  open: () => Promise<Response>,
  kind: Kind = "events",
): Promise<Response> {
  const leave = enter(caller ? principalOf(caller) : "everybody", kind);
  try {
    const response = await open();
    if (response.body === null) {
      leave();
      return response;
    }
    return new Response(guard(response.body, mayGoOn, leave, kind), response);
  } catch (error) {
    leave();
    throw error;
  }
}

function enter(principal: string, kind: Kind): () => void {
  const open = streams(kind);
  const { most, ofOne, name } = bounds[kind];
  if (openStreams(kind) >= most) throw new AppError("service_unavailable", `Too many ${name} are open`);
  const own = open.get(principal) ?? 0;
  if (own >= ofOne) throw new AppError("rate_limited", `You have ${ofOne} ${name} open already`);
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
  kind: Kind,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        const goesOn = !done && (await mayGoOn().catch(() => false));
        if (goesOn) return controller.enqueue(value);
        onEnd();
        if (done || kind === "events") controller.close();
        else controller.error(new Error("The credential of this download is no longer good"));
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
  };
  // Of a file nothing is read ahead: what is read next is no older than the check of its credential.
  return new ReadableStream(source, { highWaterMark: kind === "file" ? 0 : 1 });
}
