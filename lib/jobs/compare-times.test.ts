import { describe, expect, it } from "vitest";
import { compareTimes, percentileOf } from "./compare-times";

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("percentileOf", () => {
  it.each([
    [[], 50, null],
    [[7], 50, 7],
    [[7], 95, 7],
    [[1, 2], 50, 1],
    [[1, 2, 3], 50, 2],
    [upTo(60), 50, 30],
    [upTo(60), 95, 57],
    [upTo(20), 95, 19],
    [upTo(100), 100, 100],
  ])("of %j at %d is %j", (sorted, percent, value) => {
    expect(percentileOf(sorted, percent)).toBe(value);
  });
});

describe("compareTimes", () => {
  it("tells median, p95 and the share that was shorter, of times in any order", () => {
    expect(compareTimes(58, upTo(60).reverse(), false)).toMatchObject({
      seconds: 58,
      median: 30,
      p95: 57,
      longer_than_percent: 95,
      is_unusual: true,
    });
  });

  it.each([
    ["as long as p95", 57, upTo(60), false],
    ["longer than p95", 57.001, upTo(60), true],
    ["longer than all of too few", 1000, upTo(19), null],
    ["longer than all of just enough", 1000, upTo(20), true],
    ["longer than all, by what nobody notices", 0.9, upTo(60).map((n) => n / 1000), false],
    ["shorter than all", 0, upTo(60), false],
    ["never measured", null, upTo(60), null],
    ["alone", 5, [], null],
  ])("%s", (_, seconds, others, isUnusual) => {
    expect(compareTimes(seconds, others, false).is_unusual).toBe(isUnusual);
  });

  it("is 0 % longer than equals, and has no share without others", () => {
    expect(compareTimes(3, [3, 3, 3], false).longer_than_percent).toBe(0);
    expect(compareTimes(3, [], false).longer_than_percent).toBeNull();
  });

  it("rounds to milliseconds and is never negative", () => {
    expect(compareTimes(-0.2, [0.00049, 1.23456], true)).toMatchObject({
      seconds: 0,
      is_growing: true,
      others: [0, 1.235],
    });
  });
});
