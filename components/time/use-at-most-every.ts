"use client";

import { useCallback, useEffect, useRef } from "react";

/** Calls `work` at once, but no more often than every `ms`; calls that come meanwhile make one more at the end. */
export function useAtMostEvery(ms: number, work: () => void): () => void {
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isAsked = useRef(false);

  useEffect(() => () => clearTimeout(timer.current), []);

  return useCallback(() => {
    if (timer.current !== undefined) {
      isAsked.current = true;
      return;
    }
    function run() {
      isAsked.current = false;
      latest.current();
      timer.current = setTimeout(() => {
        timer.current = undefined;
        if (isAsked.current) run();
      }, ms);
    }
    run();
  }, [ms]);
}
