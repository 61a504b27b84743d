/** Tables whose cells are shaded by their number. Pure. */

/** Shades beside "nothing". */
export const HEAT_LEVELS = 5;

/** 0 for nothing, else 1 … HEAT_LEVELS: the share of `max`, rounded up, so that one is never as pale as none. */
export function heatLevel(value: number, max: number): number {
  if (value <= 0 || max <= 0) return 0;
  return Math.min(HEAT_LEVELS, Math.ceil((value / max) * HEAT_LEVELS));
}

/** Adds up neighbours until no more than `most` are left. Those at the end may be fewer. */
export function foldNeighbours(counts: readonly number[], most: number): { size: number; counts: number[] } {
  const size = Math.max(1, Math.ceil(counts.length / most));
  const folded = Array.from({ length: Math.ceil(counts.length / size) }, (_, index) =>
    counts.slice(index * size, (index + 1) * size).reduce((sum, count) => sum + count, 0),
  );
  return { size, counts: folded };
}

export type Hour = { start: string; created: number; failed: number };
/** `hours`: how many hours of the window fall here; with none the cell is a gap. */
export type WeekCell = { created: number; failed: number; hours: number };

/**
 * Hours by weekday (0: Monday) and hour of the day in `zone`. Where the zone is not whole hours from UTC, an hour counts where it
 * begins.
 */
export function weekOf(hours: readonly Hour[], zone: string): WeekCell[][] {
  const week = Array.from({ length: 7 }, () =>
    Array.from({ length: 24 }, (): WeekCell => ({ created: 0, failed: 0, hours: 0 })),
  );
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    hourCycle: "h23",
  });
  for (const { start, created, failed } of hours) {
    const parts = Object.fromEntries(
      format.formatToParts(new Date(start)).map(({ type, value }) => [type, value]),
    );
    const cell = week[weekdays.indexOf(parts.weekday ?? "")]?.[Number(parts.hour)];
    if (!cell) continue;
    cell.created += created;
    cell.failed += failed;
    cell.hours += 1;
  }
  return week;
}

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
