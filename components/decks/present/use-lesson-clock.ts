"use client";

import { useEffect, useState } from "react";
import { heldClock, holdClock, type LessonClock, passedMs, startClock } from "./lesson-clock";

export type RunningClock = {
  isRunning: boolean;
  /** Since the lesson began, and since the part is shown. */
  lessonMs: number;
  slideMs: number;
  start: () => void;
  toggle: () => void;
  reset: () => void;
};

/** The lesson's time, which goes on from slide to slide, and that of the part that is shown, which begins with each. */
export function useLessonClock(part: string): RunningClock {
  const [clock, setClock] = useState<LessonClock>(heldClock);
  const [now, setNow] = useState(0);
  /** What had passed of the lesson when the part came. */
  const [shown, setShown] = useState({ part, fromMs: 0 });
  const isRunning = clock.since !== null;
  const lessonMs = passedMs(clock, now);
  if (shown.part !== part) setShown({ part, fromMs: lessonMs });

  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [isRunning]);

  function change(to: (clock: LessonClock, at: number) => LessonClock) {
    const at = Date.now();
    setNow(at);
    setClock((before) => to(before, at));
  }
  return {
    isRunning,
    lessonMs,
    slideMs: Math.max(0, lessonMs - shown.fromMs),
    start: () => change(startClock),
    toggle: () => change(isRunning ? holdClock : startClock),
    reset: () => {
      setClock(heldClock);
      setShown({ part, fromMs: 0 });
    },
  };
}
