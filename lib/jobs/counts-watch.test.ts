import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Caller } from "@/lib/auth/caller";
import { callerWith, service } from "@/lib/testing/factories";
import { CountsWatch } from "./counts-watch";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const none = { pending: 0, running: 0, completed: 0, failed: 0, cancelled: 0, timeout: 0 };

/** A watch whose counts are how often was counted, and a feed that the test speaks for. */
function open() {
  const listeners = new Set<() => void>();
  const counted: (string | null)[] = [];
  const failing = { now: false };
  const count = async ({ userId }: Caller) => {
    counted.push(userId);
    if (failing.now) throw new Error("busy");
    return { ...none, pending: counted.length };
  };
  const watch = new CountsWatch(count, {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  });
  const view = (caller: Caller) => {
    const told: number[] = [];
    const fail = vi.fn();
    const leave = watch.watch(caller, { tell: ({ pending }) => void told.push(pending), fail });
    return { told, fail, leave };
  };
  const change = () => {
    for (const listener of [...listeners]) listener();
  };
  return { view, change, counted, listeners, failing };
}
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

describe("the counts that streams follow", () => {
  test("are counted once for all who may see the same, and told to each", async () => {
    const { view, counted, change } = open();
    const viewers = Array.from({ length: 100 }, () => view(service));
    const [teacher, other] = [view(callerWith("teacher", "a")), view(callerWith("teacher", "b"))];
    await settle();
    expect(counted).toEqual([null, "a", "b"]);
    expect([teacher.told, other.told]).toEqual([[2], [3]]);
    await settle(1_000);
    change();
    await settle();
    expect(counted).toHaveLength(6);
    for (const { told } of viewers) expect(told).toEqual([1, 4]);
  });

  test("are counted once a second while changes come, and the last change is told", async () => {
    const { view, counted, change } = open();
    const { told } = view(service);
    for (let ms = 0; ms < 5_000; ms += 50) {
      change();
      await settle(50);
    }
    expect(counted.length).toBeLessThanOrEqual(6);
    const before = told.length;
    change();
    await settle(1_000);
    expect(told).toHaveLength(before + 1);
    await settle(10_000);
    expect(told).toHaveLength(before + 1);
  });

  test("are told at once to who comes later, without another count", async () => {
    const { view, counted } = open();
    view(service);
    await settle();
    expect(view(service).told).toEqual([1]);
    expect(counted).toHaveLength(1);
  });

  test("leave nothing behind when the last viewer leaves", async () => {
    const { view, listeners, change, counted } = open();
    const [one, two] = [view(service), view(service)];
    await settle();
    change();
    one.leave();
    expect(listeners.size).toBe(1);
    two.leave();
    two.leave();
    expect([listeners.size, vi.getTimerCount()]).toEqual([0, 0]);
    await settle(10_000);
    expect(counted).toHaveLength(1);
    const hasty = view(service);
    hasty.leave();
    await settle(10_000);
    expect([hasty.told, listeners.size, vi.getTimerCount()]).toEqual([[], 0, 0]);
  });

  test("end for every viewer when they cannot be had", async () => {
    const { view, failing } = open();
    failing.now = true;
    const viewers = [view(service), view(service)];
    await settle();
    for (const { fail } of viewers) expect(fail).toHaveBeenCalledTimes(1);
  });
});
