/** How long jobs wait and run. */
import type { Percentiles, Spread } from "@/lib/contract/stats";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import type { Sketch } from "./rollups/sketch";

/** From due to started, of the attempt that completed the job. */
export const waitSeconds = () =>
  Prisma.sql`(${sql.msBetween(Prisma.sql`run_at`, Prisma.sql`started_at`)} / 1000.0)`;
export const runSeconds = () => Prisma.sql`processing_time_seconds`;

/** Seconds; null when nothing was measured. */
function percentileOf(sketch: Sketch, percent: number): number | null {
  const ms = sketch.percentile(percent);
  return ms === null ? null : Math.round(ms) / 1000;
}

export const percentilesOf = (sketch: Sketch): Percentiles => ({
  p50: percentileOf(sketch, 50),
  p90: percentileOf(sketch, 90),
  p95: percentileOf(sketch, 95),
  p99: percentileOf(sketch, 99),
});

export const spreadOf = (sketch: Sketch): Spread => ({
  p50: percentileOf(sketch, 50),
  p95: percentileOf(sketch, 95),
  p99: percentileOf(sketch, 99),
});
