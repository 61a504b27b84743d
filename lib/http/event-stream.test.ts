import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type EventSink, eventStream } from "./event-stream";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A stream whose sink the test holds, and how often its work was undone. */
function open(signal?: AbortSignal) {
  const request = new Request("http://localhost/", signal ? { signal } : {});
  const undo = vi.fn();
  const sinks: EventSink[] = [];
  const response = eventStream(request, async (sink) => {
    sinks.push(sink);
    return undo;
  });
  const reader = (response.body ?? new ReadableStream()).getReader();
  const next = async () => {
    const { value, done } = await reader.read();
    return done ? null : new TextDecoder().decode(value);
  };
  const sink = sinks[0];
  if (!sink) throw new Error("the stream did not start");
  return { response, reader, next, sink, undo };
}

type Stream = ReturnType<typeof open>;

describe("eventStream", () => {
  it("sends events as the format wants them, and nobody may keep or compress them", async () => {
    const { response, next, sink } = open();
    sink.send({ event: "job", id: "7", data: { text: "a\nb" } });
    sink.send({ event: "change", data: 1 });
    expect(await next()).toBe("retry: 2000\n\n");
    expect(await next()).toBe('event: job\nid: 7\ndata: {"text":"a\\nb"}\n\n');
    expect(await next()).toBe("event: change\ndata: 1\n\n");
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
  });

  it("shows that it lives while nothing happens", async () => {
    const { next } = open();
    await next();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await next()).toBe(": alive\n\n");
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await next()).toBe(": alive\n\n");
  });

  it.each([
    ["the request is aborted", (_stream: Stream, controller: AbortController) => controller.abort()],
    ["the reader goes", ({ reader }: Stream) => void reader.cancel()],
    ["it is closed", ({ sink }: Stream) => sink.close()],
  ])("undoes its work once when %s, and takes no more events", async (_name, leave) => {
    const controller = new AbortController();
    const stream = open(controller.signal);
    await vi.advanceTimersByTimeAsync(0);
    leave(stream, controller);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stream.undo).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
    stream.sink.send({ event: "late", data: 1 });
    stream.sink.close();
    controller.abort();
    expect(stream.undo).toHaveBeenCalledTimes(1);
  });

  it("undoes what was begun when the client left before it had begun", async () => {
    const undo = vi.fn();
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const response = eventStream(new Request("http://localhost/"), async () => {
      await begun;
      return undo;
    });
    await response.body?.cancel();
    begin();
    await vi.advanceTimersByTimeAsync(0);
    expect(undo).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends when a client does not read, instead of keeping everything for it", async () => {
    const { sink, undo, next } = open();
    await vi.advanceTimersByTimeAsync(0);
    const data = "x".repeat(10_000);
    for (let sent = 0; sent < 100; sent++) sink.send({ event: "job", data });
    expect(undo).toHaveBeenCalledTimes(1);
    let bytes = 0;
    for (let text = await next(); text !== null; text = await next()) bytes += text.length;
    expect(bytes).toBeLessThan(80_000);
  });

  it("ends with the error when it cannot begin", async () => {
    const response = eventStream(new Request("http://localhost/"), () => Promise.reject(new Error("no")));
    await expect(response.text()).rejects.toThrow("no");
    expect(vi.getTimerCount()).toBe(0);
  });
});
