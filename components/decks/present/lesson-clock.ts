/** A clock that can be held, and what it says of the plan. Pure: times are arguments, in ms. */

/** `since`: when it was last started; null while it is held. `beforeMs`: what had passed by then. */
export type LessonClock = { since: number | null; beforeMs: number };

export const heldClock: LessonClock = { since: null, beforeMs: 0 };

export const passedMs = ({ since, beforeMs }: LessonClock, now: number) =>
  beforeMs + (since === null ? 0 : Math.max(0, now - since));

export const startClock = (clock: LessonClock, now: number): LessonClock =>
  clock.since === null ? { ...clock, since: now } : clock;

export const holdClock = (clock: LessonClock, now: number): LessonClock => ({
  since: null,
  beforeMs: passedMs(clock, now),
});

/** What is left of so many minutes; negative: so much over. Null where nothing is planned. */
export const leftMs = (minutes: number | null, passed: number) =>
  minutes === null ? null : minutes * 60_000 - passed;

/** `4:05`, `1:04:05`; of less than nothing `+0:20`, over the time. */
export function clockText(ms: number): string {
  const seconds = ms >= 0 ? Math.floor(ms / 1000) : Math.ceil(-ms / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  const text = hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  return ms < 0 ? `+${text}` : text;
}
