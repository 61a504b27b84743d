import type { Slide } from "@/lib/contract/decks";
import type { Box } from "./model";

export type Segment = { slide: Slide; box: Box };

/** Each timed part of the lesson as a stretch of `bar`, as wide as it is long. */
export function timeSegments(timed: readonly Slide[], bar: Box, gap: number): Segment[] {
  const total = timed.reduce((sum, { duration_minutes: minutes }) => sum + (minutes ?? 0), 0);
  const room = bar.w - gap * (timed.length - 1);
  let { x } = bar;
  return timed.map((slide) => {
    const w = (room * (slide.duration_minutes ?? 0)) / total;
    const box = { ...bar, x, w };
    x += w + gap;
    return { slide, box };
  });
}
