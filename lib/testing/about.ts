import { expect } from "vitest";
import { ACCURACY } from "@/lib/stats/rollups/sketch";

/** Matches percentiles that are as exact as the buckets they are counted in (lib/stats/rollups/sketch.ts), in seconds. */
export function about<Name extends string>(seconds: Record<Name, number>): Record<Name, unknown> {
  const names = Object.keys(seconds) as Name[];
  return Object.fromEntries(
    names.map((name) => {
      const [value, room] = [seconds[name], seconds[name] * ACCURACY + 0.001];
      return [name, expect.toSatisfy((one: number | null) => one !== null && Math.abs(one - value) <= room)];
    }),
  ) as Record<Name, unknown>;
}
