import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { whileVisible } from "./while-visible";

const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
const browser = new EventTarget();
beforeEach(() => {
  page.visibilityState = "visible";
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", browser);
});
afterEach(() => void vi.unstubAllGlobals());

function look(state: "visible" | "hidden") {
  page.visibilityState = state;
  page.dispatchEvent(new Event("visibilitychange"));
}

test("a hidden tab holds nothing open, and one that is seen again begins anew", () => {
  const signals: AbortSignal[] = [];
  const end = whileVisible((signal) => signals.push(signal));
  look("hidden");
  browser.dispatchEvent(new Event("online"));
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  look("visible");
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  end();
  look("visible");
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
});

test("a network that is back is used at once, by one only", () => {
  const signals: AbortSignal[] = [];
  const end = whileVisible((signal) => signals.push(signal));
  browser.dispatchEvent(new Event("online"));
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  end();
});
