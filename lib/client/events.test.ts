import { afterEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { readEvents, SILENCE_MS } from "./events";

afterEach(() => void vi.useRealTimers());

/** A body that breaks with its connection, as that of `fetch` does. */
function given(...pieces: string[]) {
  const connection = new AbortController();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
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
