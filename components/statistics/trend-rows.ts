/** The trends as rows of a file, one for each bucket. Pure. */
import type { JobTrends } from "@/lib/contract/stats";
import type { CsvValue } from "../charts/csv";

/** The names are the API's, so that a file is read without a legend, in every language. */
export function trendRows(trends: JobTrends): CsvValue[][] {
  const { buckets, errors, bucket_minutes } = trends;
  const head = [
    ...["start", "end", "created", "completed", "failed", "timeout", "cancelled"],
    ...["wait_p50_seconds", "wait_p95_seconds", "wait_p99_seconds"],
    ...["run_p50_seconds", "run_p95_seconds", "run_p99_seconds", "depth", "depth_max", "workers"],
    ...errors.map(({ error_code }) => error_code ?? "unknown"),
  ];
  const rows = buckets.map((bucket, index): CsvValue[] => {
    const { start, created, completed, failed, timeout, cancelled } = bucket;
    const { wait_seconds, run_seconds, depth, depth_max, workers } = bucket;
    return [
      ...[start, new Date(Date.parse(start) + bucket_minutes * 60_000).toISOString()],
      ...[created, completed, failed, timeout, cancelled],
      ...[wait_seconds.p50, wait_seconds.p95, wait_seconds.p99],
      ...[run_seconds.p50, run_seconds.p95, run_seconds.p99, depth, depth_max, workers],
      ...errors.map((error) => error.buckets[index] ?? 0),
    ];
  });
  return [head, ...rows];
}
