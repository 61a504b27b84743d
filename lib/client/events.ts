/** The events of one connection. */
import { EventParser } from "./event-parser";

/** Three heartbeats of the server (lib/http/event-stream.ts): a connection that is silent for longer is dead. */
export const SILENCE_MS = 45_000;

export type StreamedEvent = { event: string; data: unknown; id: string; retryMs: number | null };
type Shapes = Readonly<
  Record<string, { safeParse: (value: unknown) => { success: true; data: unknown } | { success: false } }>
>;

/**
 * Events until the connection ends, for whatever reason: that it has ended says nothing about what is followed. Whoever stops
 * iterating leaves the connection. With `shapes`, events of other names or shapes are passed over.
 * @param connection ends the connection when it is aborted
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  connection: AbortController,
  shapes?: Shapes,
): AsyncGenerator<StreamedEvent, void, void> {
  const parser = new EventParser();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (let text = await readPiece(reader, decoder, connection); text !== null; ) {
      for (const { data, ...event } of parser.push(text)) {
        const value = contentOf(data, shapes, event.event);
        if (value !== undefined) yield { ...event, data: value };
      }
      text = await readPiece(reader, decoder, connection);
    }
  } finally {
    connection.abort();
  }
}

/** Null: the connection has ended. */
async function readPiece(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  decoder: TextDecoder,
  connection: AbortController,
): Promise<string | null> {
  const timer = setTimeout(() => connection.abort(), SILENCE_MS);
  try {
    const { done, value } = await reader.read();
    return done ? null : decoder.decode(value, { stream: true });
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Undefined: nothing that can be understood. */
function contentOf(data: string, shapes: Shapes | undefined, event: string): unknown {
  try {
    const value: unknown = JSON.parse(data);
    if (!shapes) return value;
    const parsed = shapes[event]?.safeParse(value);
    return parsed?.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
