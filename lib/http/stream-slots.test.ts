import { describe, expect, it, vi } from "vitest";
import { callerWith } from "@/lib/testing/factories";
import {
  MAX_FILES,
  MAX_FILES_OF_ONE,
  MAX_STREAMS,
  MAX_STREAMS_OF_ONE,
  openStreams,
  withStreamSlot,
} from "./stream-slots";

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

  it("counts files by themselves, and refuses one caller's next with a reason", async () => {
    const stream = await withStreamSlot(teacher("a"), always, async () => source().response);
    const files: Response[] = [];
    const download = (name: string) =>
      withStreamSlot(teacher(name), always, async () => source().response, "file");
    for (let count = 0; count < MAX_FILES_OF_ONE; count++) files.push(await download("a"));
    await expect(download("a")).rejects.toMatchObject({
      code: "rate_limited",
      message: `You have ${MAX_FILES_OF_ONE} downloads open already`,
    });
    while (files.length < MAX_FILES)
      files.push(await download(`b-${Math.floor(files.length / MAX_FILES_OF_ONE)}`));
    await expect(download("late")).rejects.toMatchObject({ code: "service_unavailable" });
    expect([openStreams(), openStreams("file")]).toEqual([1, MAX_FILES]);
    for (const { body } of [stream, ...files]) await body?.cancel();
    expect([openStreams(), openStreams("file")]).toEqual([0, 0]);
  });

  it("breaks a file off when its credential is no longer good, and reads no further", async () => {
    const cancel = vi.fn();
    const pull = vi.fn((to: ReadableStreamDefaultController) => to.enqueue(new Uint8Array(1)));
    const body = new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
    let isGood = true;
    const response = await withStreamSlot(
      teacher("a"),
      async () => isGood,
      async () => new Response(body),
      "file",
    );
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value).toHaveLength(1);
    expect(pull).toHaveBeenCalledTimes(1);
    isGood = false;
    await expect(reader?.read()).rejects.toThrow("no longer good");
    expect(cancel).toHaveBeenCalledTimes(1);
    expect(openStreams("file")).toBe(0);
  });

  it("has its place back when there is no stream", async () => {
    await expect(withStreamSlot(teacher("a"), always, () => Promise.reject(new Error("no")))).rejects.toThrow(
      "no",
    );
    await withStreamSlot(teacher("a"), always, async () => new Response(null, { status: 204 }));
    expect(openStreams()).toBe(0);
  });
});
