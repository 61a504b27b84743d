/** Server-sent events over a web-standard Response. */

/** Keeps proxies from closing a quiet stream, and finds out that a client is gone. */
const HEARTBEAT_MS = 15_000;

/** Bytes that may wait for a client that does not read. It connects again and starts with the newest state. */
const MAX_WAITING_BYTES = 64 * 1024;

export type ServerEvent = { event: string; id?: string; data: unknown };
export type EventSink = { send: (event: ServerEvent) => void; close: () => void };

/**
 * A stream that `start` feeds. `start` returns what undoes it; that runs once, when the client leaves, `close` is called or
 * `start` fails.
 */
export function eventStream(request: Request, start: (sink: EventSink) => Promise<() => void>): Response {
  const encoder = new TextEncoder();
  let stop: (() => void) | null = null;
  let closed = false;
  let heartbeat: NodeJS.Timeout | undefined;
  const cleanUp = () => {
    closed = true;
    clearInterval(heartbeat);
    stop?.();
    stop = null;
  };
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async start(controller) {
      const write = (text: string) => {
        if (!closed) controller.enqueue(encoder.encode(text));
        if (!closed && (controller.desiredSize ?? 0) < 0) close();
      };
      const close = () => {
        if (closed) return;
        cleanUp();
        controller.close();
      };
      heartbeat = setInterval(() => write(": alive\n\n"), HEARTBEAT_MS);
      request.signal.addEventListener("abort", close, { once: true });
      // Browsers wait this long before they connect again.
      write("retry: 2000\n\n");
      try {
        const undo = await start({
          send: ({ event, id, data }) =>
            write(
              `event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`,
            ),
          close,
        });
        if (closed) undo();
        else stop = undo;
      } catch (error) {
        cleanUp();
        controller.error(error);
      }
    },
    cancel: cleanUp,
  };
  const body = new ReadableStream(
    source,
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_WAITING_BYTES }),
  );
  return new Response(body, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      // A stream that is compressed on the way costs memory each, and may wait for more before it sends.
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}
