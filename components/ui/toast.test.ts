import { describe, expect, it } from "vitest";
import { dismissToast, showToast, toastStore } from "./toast";

const titles = () => toastStore.read().map(({ title }) => title);

function clear() {
  for (const { id } of toastStore.read()) dismissToast(id);
}

describe("toasts", () => {
  it("shows the last three, tells its listeners, and dismisses one of them", () => {
    let told = 0;
    const stop = toastStore.subscribe(() => {
      told += 1;
    });
    for (const title of ["a", "b", "c", "d"]) showToast({ look: "success", title });
    expect(titles()).toEqual(["b", "c", "d"]);
    const middle = toastStore.read()[1];
    dismissToast(middle?.id ?? -1);
    expect(titles()).toEqual(["b", "d"]);
    expect(told).toBe(5);
    stop();
    dismissToast(-1);
    expect(told).toBe(5);
  });

  it("keeps an Undo that is still possible, and lets others go before it", () => {
    clear();
    const inHalfAMinute = { until: Date.now() + 30_000, run: () => {} };
    const over = { until: Date.now() - 1, run: () => {} };
    showToast({ look: "success", title: "over", undo: over });
    showToast({ look: "success", title: "plain" });
    for (const title of ["a", "b", "c"]) showToast({ look: "success", title, undo: inHalfAMinute });
    expect(titles()).toEqual(["a", "b", "c"]);
    showToast({ look: "error", title: "not done" });
    expect(titles()).toEqual(["a", "b", "c", "not done"]);
    for (const title of ["d", "e", "f"]) showToast({ look: "success", title, undo: inHalfAMinute });
    expect(titles()).toEqual(["a", "b", "c", "d", "e", "f"]);
    showToast({ look: "success", title: "g", undo: inHalfAMinute });
    expect(titles()).toEqual(["b", "c", "d", "e", "f", "g"]);
  });
});
