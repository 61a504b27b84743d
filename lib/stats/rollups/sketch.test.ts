import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { percentileOf } from "@/lib/jobs/compare-times";
import { ACCURACY, Sketch } from "./sketch";

const durations = fc.array(fc.integer({ min: 0, max: 40 * 24 * 3_600_000 }), {
  minLength: 1,
  maxLength: 300,
});

function sketchOf(all: readonly number[]): Sketch {
  const sketch = new Sketch();
  for (const ms of all) sketch.add(ms);
  return sketch;
}

describe("a sketch", () => {
  test("tells every percentile by nearest rank, within its accuracy", () => {
    fc.assert(
      fc.property(durations, fc.integer({ min: 1, max: 100 }), (all, percent) => {
        const exact =
          percentileOf(
            all.toSorted((a, b) => a - b),
            percent,
          ) ?? Number.NaN;
        const told = sketchOf(all).percentile(percent) ?? Number.NaN;
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact * ACCURACY + 1e-6);
      }),
    );
  });

  test("added to another is the sketch of both, and taken out leaves nothing", () => {
    fc.assert(
      fc.property(durations, durations, (some, others) => {
        const both = sketchOf(some);
        both.merge(sketchOf(others).toData());
        expect(both.toData()).toEqual(sketchOf([...some, ...others]).toData());
        for (const ms of others) both.add(ms, -1);
        expect(both.toData()).toEqual(sketchOf(some).toData());
        expect(both.size).toBe(some.length);
      }),
    );
  });

  test("of nothing has no percentile", () => {
    const sketch = new Sketch();
    expect(sketch.percentile(50)).toBeNull();
    sketch.add(5);
    sketch.add(5, -1);
    expect([sketch.percentile(50), sketch.toData()]).toEqual([null, []]);
  });

  test("takes what is no duration for none, and what is endless for a year", () => {
    const sketch = sketchOf([-5, Number.NaN, Number.POSITIVE_INFINITY]);
    expect(sketch.percentile(50)).toBe(0);
    expect(sketch.percentile(100)).toBeGreaterThan(360 * 24 * 3_600_000);
  });

  test("counts what is not above a limit", () => {
    expect([1, 10, 100].map((ms) => sketchOf([0, 1, 5, 50]).countUpTo(ms))).toEqual([2, 3, 4]);
  });
});
