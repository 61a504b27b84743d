import { describe, expect, it } from "vitest";
import { dismissToast, showToast, toastStore } from "./toast";

const titles = () => toastStore.read().map(({ title }) => title);

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
});
