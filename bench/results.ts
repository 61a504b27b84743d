/** What a run found: every measurement, the medians of each cell, and the machine it ran on. */
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import path from "node:path";
import { type Latency, latencyOf, median } from "./latency";
import type { MeasureResult } from "./measure";

/** A cell: one queue in one row. `error` when it could not be measured. */
export type Cell = { slots: number; results: MeasureResult[] } | { error: string };

/** row id → column name → cell. */
export type Table = Record<string, Record<string, Cell>>;

export type Conditions = { fsync: Latency; load: number };

export type Run = {
  startedAt: string;
  machine: { cpu: string; cores: number; memoryGb: number; node: string };
  /** Of each round. */
  conditions: Conditions[];
  table: Table;
  engine: Record<string, unknown[]>;
};

export function describeMachine(): Run["machine"] {
  const all = cpus();
  return {
    cpu: all[0]?.model ?? "unknown",
    cores: all.length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
  };
}

/** What the disk and the neighbours allow just now: a 4 KB write and its sync, and the load average. */
export function probeConditions(folder: string): Conditions {
  const file = path.join(folder, "probe");
  const descriptor = openSync(file, "w");
  const block = Buffer.alloc(4096, 1);
  const times: number[] = [];
  for (let i = 0; i < 200; i++) {
    const startedAt = performance.now();
    writeSync(descriptor, block);
    fdatasyncSync(descriptor);
    times.push(performance.now() - startedAt);
  }
  closeSync(descriptor);
  rmSync(file);
  return { fsync: latencyOf(times), load: loadavg()[0] ?? Number.NaN };
}

const figures = (results: readonly MeasureResult[], pick: (result: MeasureResult) => number | undefined) =>
  results.map(pick).filter((value) => value !== undefined);

function medianLatency(
  results: readonly MeasureResult[],
  pick: (result: MeasureResult) => Latency | undefined,
): Latency {
  return {
    p50: median(figures(results, (result) => pick(result)?.p50)),
    p99: median(figures(results, (result) => pick(result)?.p99)),
    max: Math.max(...figures(results, (result) => pick(result)?.max)),
  };
}

/** The median of each figure over the rounds; of maxima, the largest. */
export function medianOf(results: readonly MeasureResult[]): MeasureResult {
  const rates = figures(results, ({ perSecond }) => perSecond);
  return {
    ...(rates.length > 0 && { perSecond: median(rates) }),
    ...(results.some(({ latency }) => latency) && {
      latency: medianLatency(results, ({ latency }) => latency),
    }),
    ...(results.some(({ afterReply }) => afterReply) && {
      afterReply: medianLatency(results, ({ afterReply }) => afterReply),
    }),
  };
}

/** Smallest and largest rate over the rounds. */
export function spreadOf(results: readonly MeasureResult[]): { min: number; max: number } | null {
  const rates = figures(results, ({ perSecond }) => perSecond);
  return rates.length === 0 ? null : { min: Math.min(...rates), max: Math.max(...rates) };
}
