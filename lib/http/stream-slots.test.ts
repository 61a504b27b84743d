import { describe, expect, it, vi } from "vitest";
import { callerWith } from "@/lib/testing/factories";
import { MAX_STREAMS, MAX_STREAMS_OF_ONE, openStreams, withStreamSlot } from "./stream-slots";

const always = async () => true;
const teacher = (name: string) => callerWith("teacher", name);

function source() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
    },
  });
  return {
    response: new Response(body),
    close: () => controller?.close(),
    fail: () => controller?.error(new Error("x")),
  };
}

describe("withStreamSlot", () => {
  it("takes a thousand streams of many callers and no more", async () => {
    const open: Response[] = [];
    for (let count = 0; count < MAX_STREAMS; count++) {
      const caller = teacher(`teacher-${Math.floor(count / MAX_STREAMS_OF_ONE)}`);
      open.push(await withStreamSlot(caller, always, async () => source().response));
    }
    await expect(
      withStreamSlot(teacher("late"), always, async () => source().response),
    ).rejects.toMatchObject({
      code: "service_unavailable",
    });
    for (const { body } of open) await body?.cancel();
    expect(openStreams()).toBe(0);
  });

  it.each([
    ["ends", ({ close }: ReturnType<typeof source>) => close()],
    ["fails", ({ fail }: ReturnType<typeof source>) => fail()],
  ])("has its place back when the stream %s", async (_name, end) => {
    const made = source();
    const response = await withStreamSlot(teacher("a"), always, async () => made.response);
    expect(openStreams()).toBe(1);
    end(made);
    await response.text().catch(() => {});
    expect(openStreams()).toBe(0);
  });

  it.each([
    ["says no", async () => false],
    ["cannot be asked", () => Promise.reject(new Error("busy"))],
  ])("ends the stream, undoes it and sends no more when its credential %s", async (_name, mayGoOn) => {
    const cancel = vi.fn();
    const body = new ReadableStream({ start: (to) => to.enqueue(new Uint8Array(1)), cancel });
    const response = await withStreamSlot(teacher("a"), mayGoOn, async () => new Response(body));
    expect(await response.text()).toBe("");
    expect(cancel).toHaveBeenCalledTimes(1);
    expect(openStreams()).toBe(0);
  });

  it("has its place back when there is no stream", async () => {
    await expect(withStreamSlot(teacher("a"), always, () => Promise.reject(new Error("no")))).rejects.toThrow(
      "no",
    );
    await withStreamSlot(teacher("a"), always, async () => new Response(null, { status: 204 }));
    expect(openStreams()).toBe(0);
  });
});
