import { expect, it } from "vitest";
import type { JobTrends } from "@/lib/contract/stats";
import { trendRows } from "./trend-rows";

it("writes one row for each bucket, with a column for each error", () => {
  const nothing = { p50: null, p95: null, p99: null };
  const trends = {
    bucket_minutes: 30,
    buckets: [
      {
        ...{
          start: "2026-01-05T08:00:00.000Z",
          created: 1,
          completed: 2,
          failed: 3,
          timeout: 4,
          cancelled: 5,
        },
        ...{
          wait_seconds: nothing,
          run_seconds: { p50: 6, p95: 7, p99: 8 },
          depth: 9,
          depth_max: 10,
          workers: 2,
        },
      },
    ],
    errors: [
      { error_code: "POISON", count: 3, buckets: [3] },
      { error_code: null, count: 4, buckets: [4] },
    ],
  } satisfies Partial<JobTrends>;
  // Only these are read.
  const [head, row] = trendRows(trends as unknown as JobTrends);
  expect(head?.slice(-3)).toEqual(["workers", "POISON", "unknown"]);
  expect(row).toEqual([
    ...["2026-01-05T08:00:00.000Z", "2026-01-05T08:30:00.000Z", 1, 2, 3, 4, 5],
    ...[null, null, null, 6, 7, 8, 9, 10, 2, 3, 4],
  ]);
});
