/** What happened in the last hours, as a whole and in pieces. docs/statistics.md. */
import type { Caller } from "@/lib/auth/caller";
import { databaseNow } from "@/lib/db/now";
import { type History, readHistory } from "./rollups/history";
import { longestPieceIn, startOfPiece } from "./rollups/pieces";
import { Tally } from "./rollups/tally";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export type Window = {
  nowMs: number;
  /** Since the whole minute that began `hours` ago or just before. */
  total: Tally;
  /** Oldest first, empty ones included; the last one goes on. */
  buckets: { startMs: number; tally: Tally }[];
  bucketMs: number;
  states: History["states"];
};

/** 12 to 28 pieces, on round minutes. */
export function bucketMinutes(hours: number): number {
  if (hours <= 2) return 5;
  if (hours <= 6) return 15;
  if (hours <= 24) return 60;
  return hours <= 72 ? 180 : 360;
}

export async function readWindow(hours: number, caller: Caller): Promise<Window> {
  const nowMs = await databaseNow();
  const bucketMs = bucketMinutes(hours) * MINUTE_MS;
  const sinceMs = startOfPiece(nowMs - hours * HOUR_MS, 1);
  // The first bucket begins on a round time, which may be before the window.
  const firstMs = startOfPiece(sinceMs, bucketMinutes(hours));
  const longest = longestPieceIn(bucketMs);
  const { events, states } = await readHistory(
    caller,
    [
      { fromMs: firstMs, toMs: sinceMs, longest },
      { fromMs: sinceMs, toMs: null, longest },
    ],
    nowMs,
  );
  const last = Math.floor((nowMs - firstMs) / bucketMs);
  const buckets = Array.from({ length: last + 1 }, (_, index) => ({
    startMs: firstMs + index * bucketMs,
    tally: new Tally(),
  }));
  const total = new Tally();
  for (const { atMs, addTo } of events) {
    if (atMs >= sinceMs) addTo(total);
    // What happens while this is read belongs to the bucket that goes on.
    const bucket = buckets[Math.min(last, Math.floor((atMs - firstMs) / bucketMs))];
    if (bucket) addTo(bucket.tally);
  }
  return { nowMs, total, buckets, bucketMs, states };
}

/** Jobs that came and that left. */
export type Flow = { created: number; ended: number };

/**
 * Jobs that waited or ran at the end of each bucket, told backwards from the end of the last one: what was created since was not
 * there yet, what ended since was.
 */
export function depthsOf(buckets: readonly Flow[], openAtEnd: number): number[] {
  const depths: number[] = [];
  let depth = openAtEnd;
  for (const { created, ended } of buckets.toReversed()) {
    depths.unshift(Math.max(0, depth));
    depth += ended - created;
  }
  return depths;
}
