/** The numbers of a history counted the slow way: straight from the rows. */
import type { JobStatistics } from "@/lib/contract/stats";
import type { PastJob } from "./history";

const MINUTE_MS = 60_000;

type Counted = Pick<
  JobStatistics,
  | "recent_total"
  | "recent_completed"
  | "recent_failed"
  | "recent_failure_rate"
  | "avg_processing_time"
  | "wait_time_seconds"
  | "run_time_seconds"
  | "errors_by_code"
  | "by_style"
  | "time_series"
  | "queue_depth_history"
>;

/** The window's numbers by the definitions of docs/statistics.md. @param size of the buckets in minutes */
export function countSlowly(jobs: readonly PastJob[], hours: number, nowMs: number, size: number): Counted {
  const sinceMs = floorTo(nowMs - hours * 60 * MINUTE_MS, MINUTE_MS);
  const created = jobs.filter(({ created_ms }) => created_ms >= sinceMs);
  const ended = jobs.filter(({ ended_ms }) => ended_ms !== null && ended_ms >= sinceMs);
  const completed = ended.filter(({ status }) => status === "completed");
  const failed = ended.filter(({ status }) => status === "failed" || status === "timeout");
  const runs = completed.map(({ run_seconds }) => run_seconds ?? 0);
  const waits = completed.map(({ due_ms, started_ms }) => ((started_ms ?? 0) - due_ms) / 1000);
  const codes = [...new Set(failed.map(({ error_code }) => error_code ?? "unknown"))];
  const starts: number[] = [];
  for (let at = floorTo(sinceMs, size * MINUTE_MS); at <= nowMs; at += size * MINUTE_MS) starts.push(at);
  return {
    recent_total: created.length,
    recent_completed: completed.length,
    recent_failed: failed.length,
    recent_failure_rate:
      completed.length + failed.length === 0
        ? 0
        : Math.round((1000 * failed.length) / (completed.length + failed.length)) / 10,
    avg_processing_time: average(runs),
    wait_time_seconds: percentiles(waits),
    run_time_seconds: percentiles(runs),
    errors_by_code: codes
      .map((code) => ({
        error_code: code,
        count: failed.filter(({ error_code }) => (error_code ?? "unknown") === code).length,
      }))
      .sort((a, b) => b.count - a.count || (a.error_code < b.error_code ? -1 : 1)),
    by_style: [...new Set(ended.map(({ style }) => style))]
      .map((style) => {
        const own = ended.filter((job) => job.style === style);
        const done = own.filter(({ status }) => status === "completed");
        return {
          style,
          total: own.length,
          completed: done.length,
          failed: own.filter(({ status }) => status === "failed" || status === "timeout").length,
          avg_processing_time: average(done.map(({ run_seconds }) => run_seconds ?? 0)),
        };
      })
      .sort((a, b) => b.total - a.total || (a.style < b.style ? -1 : 1)),
    time_series: starts.map((at) => {
      const within = (ms: number | null) => ms !== null && ms >= at && ms < at + size * MINUTE_MS;
      const own = jobs.filter(({ ended_ms }) => within(ended_ms));
      return {
        start: new Date(at).toISOString(),
        created: jobs.filter(({ created_ms }) => within(created_ms)).length,
        completed: own.filter(({ status }) => status === "completed").length,
        failed: own.filter(({ status }) => status === "failed" || status === "timeout").length,
        cancelled: own.filter(({ status }) => status === "cancelled").length,
      };
    }),
    queue_depth_history: starts.map((at) => {
      const endMs = Math.min(at + size * MINUTE_MS, nowMs);
      const isLast = endMs === nowMs;
      const depth = jobs.filter(
        ({ created_ms, ended_ms }) =>
          (created_ms < endMs || isLast) && (ended_ms === null || (ended_ms >= endMs && !isLast)),
      ).length;
      return { at: new Date(endMs).toISOString(), depth };
    }),
  };
}

const floorTo = (ms: number, size: number) => Math.floor(ms / size) * size;

/** Added up in whole milliseconds: sums of fractions miss a half by a little. */
const average = (seconds: readonly number[]) =>
  seconds.length === 0
    ? null
    : Math.round(seconds.reduce((sum, one) => sum + Math.round(1000 * one), 0) / seconds.length) / 1000;

function percentiles(seconds: readonly number[]): JobStatistics["run_time_seconds"] {
  const sorted = seconds.toSorted((a, b) => a - b);
  const of = (percent: number) => sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? null;
  return { p50: of(50), p90: of(90), p95: of(95), p99: of(99) };
}
