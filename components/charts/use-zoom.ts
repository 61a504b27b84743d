"use client";

import { useEffect, useState } from "react";

/** A stretch that is being dragged over, in starts of buckets (Unix ms), shown by all charts at once. */
export type Zoom = {
  /** From the earlier to the later bucket. */
  selected: readonly [number, number] | null;
  begin: (start: number) => void;
  move: (start: number) => void;
  /** Ends the drag. True: it was one, over more than one bucket, and `onZoom` was told. */
  end: () => boolean;
};

/** @param onZoom from the beginning of the first bucket to the beginning of the last one (Unix ms) */
export function useZoom(onZoom: (first: number, last: number) => void): Zoom {
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const isDragging = drag !== null;

  // The button may be let go anywhere, also outside of the charts: then nothing is chosen.
  useEffect(() => {
    if (!isDragging) return;
    const forget = () => setDrag(null);
    window.addEventListener("mouseup", forget);
    return () => window.removeEventListener("mouseup", forget);
  }, [isDragging]);

  return {
    selected:
      drag && drag.from !== drag.to ? [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)] : null,
    begin: (start) => setDrag({ from: start, to: start }),
    move: (start) => setDrag((now) => now && { ...now, to: start }),
    end: () => {
      setDrag(null);
      if (!drag || drag.from === drag.to) return false;
      onZoom(Math.min(drag.from, drag.to), Math.max(drag.from, drag.to));
      return true;
    },
  };
}
