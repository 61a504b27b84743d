import type { ComparedMeasure } from "@/lib/contract/comparison";
import { classNames } from "../ui/class-names";

/** Marks keep clear of both ends. */
const MARGIN_PERCENT = 2;

/**
 * The times of the others as ticks on a line from zero, median and p95 as longer ones, this job as a dot. For the eye only: the
 * numbers stand beside it. Drawn with attributes, because the content security policy refuses inline styles.
 */
export function DurationStrip({ measure, className }: { measure: ComparedMeasure; className?: string }) {
  const { seconds, median, p95, others, is_unusual } = measure;
  const longest = Math.max(seconds ?? 0, others.at(-1) ?? 0);
  const at = (value: number) =>
    `${MARGIN_PERCENT + (longest === 0 ? 0 : value / longest) * (100 - 2 * MARGIN_PERCENT)}%`;
  return (
    <svg aria-hidden="true" width="100%" height="24" className={classNames("block", className)}>
      <line x1="0" x2="100%" y1="12" y2="12" className="stroke-line" />
      {ticksOf(others).map((value) => (
        <line
          key={value}
          x1={at(value)}
          x2={at(value)}
          y1="8"
          y2="16"
          strokeWidth="1.5"
          className="stroke-muted"
          opacity="0.45"
        />
      ))}
      {median !== null && (
        <line x1={at(median)} x2={at(median)} y1="2" y2="22" strokeWidth="2" className="stroke-ink" />
      )}
      {p95 !== null && (
        <line
          x1={at(p95)}
          x2={at(p95)}
          y1="2"
          y2="22"
          strokeWidth="1.5"
          strokeDasharray="3 2"
          className="stroke-ink"
        />
      )}
      {seconds !== null && (
        <circle
          cx={at(seconds)}
          cy="12"
          r="5"
          strokeWidth="2"
          className={classNames("stroke-surface", is_unusual ? "fill-timeout" : "fill-accent-ink")}
        />
      )}
    </svg>
  );
}

/** Equal times are one tick. */
const ticksOf = (others: readonly number[]) => [...new Set(others)];
