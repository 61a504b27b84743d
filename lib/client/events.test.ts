import fc from "fast-check";
import { afterEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { readEvents, SILENCE_MS } from "./events";

afterEach(() => void vi.useRealTimers());

/** A body that breaks with its connection, as that of `fetch` does. */
function given(...pieces: (string | Uint8Array)[]) {
  const connection = new AbortController();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) {
        controller.enqueue(typeof piece === "string" ? new TextEncoder().encode(piece) : piece);
      }
      connection.signal.addEventListener("abort", () => controller.error(connection.signal.reason));
    },
  });
  return { connection, body };
}

it("leaves a connection that is silent for longer than a server is", async () => {
  vi.useFakeTimers();
  const { body, connection } = given();
  const next = readEvents(body, connection).next();
  await vi.advanceTimersByTimeAsync(SILENCE_MS - 1);
  expect(connection.signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await next).toEqual({ done: true, value: undefined });
  expect(vi.getTimerCount()).toBe(0);
});

it("leaves the connection when its reader leaves", async () => {
  const { body, connection } = given("data: 1\n\ndata: 2\n\n");
  for await (const { data } of readEvents(body, connection)) {
    expect(data).toBe(1);
    break;
  }
  expect(connection.signal.aborted).toBe(true);
});

it("passes over what it cannot understand", async () => {
  const { body, connection } = given(
    'data: {"\n\nevent: odd\ndata: 1\n\nevent: size\ndata: "L"\n\nevent: size\ndata: 7\n\n',
  );
  const events = readEvents(body, connection, { size: z.int() });
  expect((await events.next()).value).toEqual({ event: "size", data: 7, id: "", retryMs: null });
  await events.return();
});

const word = fc.string({ unit: "grapheme", maxLength: 12 });
const oneLine = word.map((text) => text.replace(/[\r\n\0]/g, ""));
const sent = fc.record({
  event: oneLine.filter((text) => text !== ""),
  id: oneLine,
  data: fc.array(word, { maxLength: 3 }),
  comment: oneLine,
  end: fc.constantFrom("\n", "\r\n", "\r"),
});

type Sent = typeof sent extends fc.Arbitrary<infer T> ? T : never;

/** As a server writes it that breaks JSON into lines. */
function textOf({ event, id, data, comment, end }: Sent): string {
  const lines = JSON.stringify(data, null, 1).split("\n");
  return [
    `:${comment}`,
    `event: ${event}`,
    `id: ${id}`,
    ...lines.map((line) => `data: ${line}`),
    "",
    "",
  ].join(end);
}

it("gives the same events however their bytes are cut", async () => {
  const cuts = fc.array(fc.nat(), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(fc.array(sent, { maxLength: 5 }), cuts, async (events, cuts) => {
      const bytes = new TextEncoder().encode(events.map(textOf).join(""));
      const places = cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b);
      const pieces = places.map((place, index) => bytes.slice(places[index - 1] ?? 0, place));
      const { body, connection } = given(...pieces, bytes.slice(places.at(-1) ?? 0));
      const stream = readEvents(body, connection);
      for (const { event, id, data } of events) {
        expect((await stream.next()).value).toEqual({ event, id, data, retryMs: null });
      }
      await stream.return();
    }),
  );
});
