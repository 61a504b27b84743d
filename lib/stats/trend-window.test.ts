import { describe, expect, test } from "vitest";
import { bucketSizeMs, bucketStarts, finestPieceIn, trendWindow } from "./trend-window";

const at = (time: string) => Date.parse(`2026-01-05T${time}Z`);
const HOUR_MS = 3_600_000;

describe("a window", () => {
  test("of the last hours begins with a bucket and ends now", () => {
    const window = trendWindow({ hours: 1 }, at("10:03:20"));
    expect(window).toEqual({ fromMs: at("09:02:00"), toMs: at("10:03:20"), bucketMs: 120_000 });
    expect(bucketStarts(window)).toHaveLength(31);
  });

  test("between two times is widened to whole buckets", () => {
    const window = trendWindow(
      { from: "2026-01-05T08:10:30Z", to: "2026-01-05T09:01:01+00:00" },
      at("20:00:00"),
    );
    expect(window).toEqual({ fromMs: at("08:10:00"), toMs: at("09:02:00"), bucketMs: 120_000 });
  });

  test("does not reach beyond now, unless it lies ahead as a whole", () => {
    const ahead = { from: "2026-01-05T10:00:00Z", to: "2026-01-05T10:40:00Z" };
    expect(trendWindow(ahead, at("10:20:30")).toMs).toBe(at("10:20:30"));
    expect(trendWindow(ahead, at("09:00:00")).toMs).toBe(at("10:40:00"));
    expect(trendWindow({}, at("10:20:30")).fromMs).toBe(at("10:00:00") - 24 * HOUR_MS);
  });

  test.each([1, 2, 6, 24, 48, 168, 744])("of %i h has buckets enough to see a shape", (hours) => {
    const count = (hours * HOUR_MS) / bucketSizeMs(hours * HOUR_MS);
    expect(count).toBeGreaterThanOrEqual(24);
    expect(count).toBeLessThanOrEqual(48);
  });

  test.each([
    [1, 1],
    [4, 1],
    [6, 5],
    [24, 5],
    [48, 60],
    [744, 60],
  ])("of %i h is told in pieces of %i minutes", (hours, minutes) => {
    expect(finestPieceIn(trendWindow({ hours }, at("10:03:20")))).toBe(minutes);
  });

  test("of a few minutes has buckets of one", () => {
    expect(bucketSizeMs(5 * 60_000)).toBe(60_000);
  });
});
