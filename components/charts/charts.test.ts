/** From numbers to what charts show: pure, so that the times and values are stated. */
import { describe, expect, it } from "vitest";
import type { TrendBucket } from "@/lib/contract/stats";
import { statisticsParams } from "./chart-address";
import { moved, queryOf, scaled } from "./chart-ranges";
import { toCsv } from "./csv";
import { comparable, deltaOf, ofMany } from "./delta";
import { foldNeighbours, HEAT_LEVELS, heatLevel, weekOf } from "./heat";
import { createdWithin, endedWithin } from "./jobs-within";
import { chartDefinitions, isAlone, isEmpty, lineRows, pointsOf } from "./trend-series";

const nothing = { p50: null, p95: null, p99: null };

function bucket(start: string, numbers: Partial<TrendBucket> = {}): TrendBucket {
  return {
    ...{
      start: `2026-01-05T${start}:00.000Z`,
      created: 0,
      completed: 0,
      failed: 0,
      timeout: 0,
      cancelled: 0,
    },
    ...{ depth: 0, depth_max: 0, workers: null, wait_seconds: nothing, run_seconds: nothing, ...numbers },
  };
}

const trendsPeriod = {
  ...{ created: 1, completed: 1, failed: 0, timeout: 0, cancelled: 0, failure_rate: 0 },
  ...{ wait_seconds: nothing, run_seconds: nothing },
};

const trends = {
  bucket_minutes: 30,
  timestamp: "2026-01-05T09:45:00.000Z",
  buckets: [
    bucket("08:00", { completed: 3, failed: 1, run_seconds: { p50: 2, p95: 4, p99: 5 } }),
    bucket("08:30"),
    bucket("09:00", { completed: 2, timeout: 2, run_seconds: { p50: 3, p95: 3, p99: 3 } }),
    bucket("09:30", { completed: 1, run_seconds: { p50: 9, p95: 9, p99: 9 } }),
  ],
};

describe("points of a chart", () => {
  it("say which bucket is not over yet", () => {
    const points = pointsOf("throughput", trends);
    expect(points.map(({ isUnfinished }) => isUnfinished)).toEqual([false, false, false, true]);
    expect(points[0]).toMatchObject({
      end: Date.parse("2026-01-05T08:30:00Z"),
      values: { completed: 3, failed: 1, timeout: 0 },
    });
    const later = { ...trends, timestamp: "2026-01-05T10:00:00.000Z" };
    expect(pointsOf("throughput", later).some(({ isUnfinished }) => isUnfinished)).toBe(false);
  });

  it("leave a gap where nothing was measured, and never a zero", () => {
    expect(pointsOf("success", trends).map(({ values }) => values.success)).toEqual([75, null, 50, 100]);
    expect(pointsOf("run", trends).map(({ values }) => values.p50)).toEqual([2, null, 3, 9]);
  });

  it("are split into a line that is sure and the dashed way to the open bucket", () => {
    const rows = lineRows(pointsOf("run", trends));
    expect(rows.map(({ sure }) => sure.p50)).toEqual([2, null, 3, undefined]);
    expect(rows.map(({ open }) => open.p50)).toEqual([undefined, undefined, 3, 9]);
  });

  it("know which values stand alone between gaps", () => {
    const points = pointsOf("run", trends);
    expect(points.map((_, index) => isAlone(points, index, "p50"))).toEqual([true, false, false, false]);
  });

  it("are empty when all are zero or missing", () => {
    expect(isEmpty(pointsOf("depth", trends))).toBe(true);
    expect(isEmpty(pointsOf("throughput", trends))).toBe(false);
  });

  it("lead to exactly the jobs of their bucket", () => {
    const [start, end] = [Date.parse("2026-01-05T08:00:00Z"), Date.parse("2026-01-05T08:30:00Z")];
    expect(chartDefinitions.success.jobsOf?.(start, end)).toEqual({
      status: ["failed", "timeout"],
      completed_after: "2026-01-05T07:59:59.999Z",
      completed_before: "2026-01-05T08:30:00.000Z",
      sort: "-completed_at",
    });
    expect(createdWithin(start, end).created_after).toBe("2026-01-05T07:59:59.999Z");
    expect(endedWithin(start)).not.toHaveProperty("completed_before");
  });
});

describe("a change against the period before", () => {
  it.each([
    [10, 8, "more", { direction: "up", amount: 25, judgement: "better" }],
    [10, 8, "less", { direction: "up", amount: 25, judgement: "worse" }],
    [6, 8, "less", { direction: "down", amount: 25, judgement: "better" }],
    [6, 8, "more", { direction: "down", amount: 25, judgement: "worse" }],
    [6, 8, null, { direction: "down", amount: 25, judgement: "neutral" }],
    [100.4, 100, "less", { direction: "same", amount: 0, judgement: "neutral" }],
    [109, 100, "less", { direction: "up", amount: 9, judgement: "neutral" }],
    [110, 100, "less", { direction: "up", amount: 10, judgement: "worse" }],
    [0, 0, "less", { direction: "same", amount: 0, judgement: "neutral" }],
    [5, 0, "less", { direction: "up", amount: null, judgement: "worse" }],
    [null, 5, "less", null],
    [5, null, "less", null],
  ] as const)("from %s, %s before, better %s", (now, before, better, delta) => {
    expect(deltaOf(now, before, better)).toEqual(delta);
  });

  it("is made only when anything happened before", () => {
    const silent = { ...trendsPeriod, created: 0, completed: 0 };
    expect(comparable(silent)).toBeNull();
    expect(comparable({ ...silent, cancelled: 1 })).not.toBeNull();
  });

  it("is called good or bad only of jobs enough", () => {
    const of = (completed: number) => ({ ...trendsPeriod, completed });
    expect(ofMany({ total: of(20), previous: of(20) }, "less")).toBe("less");
    expect(ofMany({ total: of(19), previous: of(500) }, "less")).toBeNull();
    expect(ofMany({ total: of(500), previous: of(19) }, "more")).toBeNull();
  });

  it("is in points where the number is a percentage", () => {
    expect(deltaOf(12, 4, "less", "points")).toEqual({ direction: "up", amount: 8, judgement: "worse" });
    expect(deltaOf(3, 0, "less", "points")).toEqual({ direction: "up", amount: 3, judgement: "worse" });
    expect(deltaOf(8.5, 7.2, "less", "points")).toMatchObject({ judgement: "neutral" });
  });
});

describe("the time in the address", () => {
  it.each([
    [{}, { range: "24h" }],
    [{ range: "7d" }, { range: "7d" }],
    [{ range: "century" }, { range: "24h" }],
    [{ range: "7d", from: "2026-01-05T08:00:00Z" }, { range: "7d" }],
    [{ from: "2026-01-05T08:00:00Z", to: "2026-01-05T07:00:00Z" }, { range: "24h" }],
    [{ from: "yesterday", to: "2026-01-05T07:00:00Z" }, { range: "24h" }],
  ])("forgives %j", (query, view) => {
    expect(statisticsParams.parse(query)).toEqual(view);
  });

  it("is what the API is asked for", () => {
    const zoom = { from: "2026-01-05T08:00:00Z", to: "2026-01-05T09:00:00Z" };
    expect(queryOf(statisticsParams.parse({ ...zoom, range: "7d" }))).toEqual(zoom);
    expect(queryOf({ range: "7d" })).toEqual({ hours: 168 });
  });

  it("is moved and scaled, never beyond now", () => {
    const [hour, now] = [3_600_000, 100 * 3_600_000];
    expect(scaled(80 * hour, 90 * hour, 0.5, now)).toEqual([82.5 * hour, 87.5 * hour]);
    expect(scaled(90 * hour, 100 * hour, 2, now)).toEqual([80 * hour, 100 * hour]);
    expect(moved(80 * hour, 90 * hour, -0.5, now)).toEqual([75 * hour, 85 * hour]);
    expect(moved(88 * hour, 98 * hour, 0.5, now)).toEqual([90 * hour, 100 * hour]);
    expect(scaled(90 * hour, 90.1 * hour, 0.5, now)[1] - scaled(90 * hour, 90.1 * hour, 0.5, now)[0]).toBe(
      5 * 60_000,
    );
  });
});

describe("a shaded table", () => {
  it("never shades one like none, nor beyond the most", () => {
    expect([0, 1, 50, 99, 100].map((value) => heatLevel(value, 100))).toEqual([0, 1, 3, 5, HEAT_LEVELS]);
    expect(heatLevel(0, 0)).toBe(0);
  });

  it("adds up neighbours and loses none", () => {
    expect(foldNeighbours([1, 2, 3, 4, 5], 2)).toEqual({ size: 3, counts: [6, 9] });
    expect(foldNeighbours([1, 2], 16)).toEqual({ size: 1, counts: [1, 2] });
    expect(foldNeighbours([], 16)).toEqual({ size: 1, counts: [] });
  });

  it("knows the weekday and hour of the person's zone, and what the window leaves out", () => {
    // 2026-01-05 is a Monday.
    const hours = [
      { start: "2026-01-04T23:00:00.000Z", created: 2, failed: 1 },
      { start: "2026-01-11T23:00:00.000Z", created: 3, failed: 0 },
    ];
    expect(weekOf(hours, "Asia/Shanghai")[0]?.[7]).toEqual({ created: 5, failed: 1, hours: 2 });
    expect(weekOf(hours, "UTC")[6]?.[23]).toEqual({ created: 5, failed: 1, hours: 2 });
    expect(weekOf(hours, "UTC")[0]?.[0]).toEqual({ created: 0, failed: 0, hours: 0 });
  });
});

describe("CSV", () => {
  it("quotes what must be quoted and disarms formulas", () => {
    expect(toCsv([["a", 'say "hi"', "x,y", null, -1.5, "two\nlines"]])).toBe(
      'a,"say ""hi""","x,y",,-1.5,"two\nlines"\r\n',
    );
    expect(toCsv([["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("x","y")']])).toBe(
      `'=1+1,'+1,'-1,'@SUM(A1),'\t=1,"'=HYPERLINK(""x"",""y"")"\r\n`,
    );
  });
});
