"use client";

import type { ReactNode } from "react";
import type { Point, SeriesLook, Unit } from "./trend-series";
import { useChartWords } from "./use-chart-words";
import type { Zoom } from "./use-zoom";

export type PlotProps = {
  points: readonly Point[];
  series: readonly SeriesLook[];
  unit: Unit;
  zoom: Zoom;
  /** What a click on a point does; null: nothing. */
  onPick: ((point: Point) => void) | null;
};

/** What both kinds of plots have in common for Recharts. */
export const PLOT_MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };
const AXIS_TEXT = { fill: "var(--muted)", fontSize: 12 };
/** The same of all, for charts that stand side by side or below each other: their times line up. */
export const X_AXIS = {
  dataKey: "start",
  scale: "band",
  tick: AXIS_TEXT,
  tickLine: false,
  axisLine: { stroke: "var(--control)" },
  interval: "equidistantPreserveStart",
  minTickGap: 24,
  height: 24,
} as const;
export const Y_AXIS = {
  tick: AXIS_TEXT,
  tickLine: false,
  axisLine: false,
  // As wide as "2 m 15 s".
  width: 64,
  tickCount: 4,
} as const;
/** Charts with the same one show the same bucket together. */
export const SYNC_ID = "trends";

export const patternId = (key: string) => `chart-hatch-${key}`;

/** The fill of a series. */
export function fillOf({ key, color, look }: SeriesLook): { fill: string; fillOpacity: number } {
  return look === "hatched"
    ? { fill: `url(#${patternId(key)})`, fillOpacity: 1 }
    : { fill: color, fillOpacity: look === "soft" ? 0.45 : 1 };
}

/** Diagonal lines, for series that must be told apart without their colour. */
export function Hatch({ id, color }: { id: string; color: string }) {
  return (
    <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width={5} height={5} fill={color} fillOpacity={0.25} />
      <rect width={2} height={5} fill={color} />
    </pattern>
  );
}

/** The mouse on a plot, as Recharts reports it: clicks pick a point, drags zoom. */
export function plotMouse({ points, zoom, onPick }: Pick<PlotProps, "points" | "zoom" | "onPick">) {
  type State = { activeLabel?: string | number | undefined };
  const at = ({ activeLabel }: State) => (activeLabel === undefined ? undefined : Number(activeLabel));
  return {
    onMouseDown: (state: State) => {
      const start = at(state);
      if (start !== undefined) zoom.begin(start);
    },
    onMouseMove: (state: State) => {
      const start = at(state);
      if (start !== undefined) zoom.move(start);
    },
    onMouseUp: (state: State) => {
      if (zoom.end()) return;
      const point = points.find(({ start }) => start === at(state));
      if (point && onPick) onPick(point);
    },
  };
}

type PlotTooltipProps = Pick<PlotProps, "points" | "series" | "unit"> & {
  active: boolean;
  label: string | number | undefined;
};

/** The numbers of a bucket, all series at once. */
export function PlotTooltip({ active, label, points, series, unit }: PlotTooltipProps): ReactNode {
  const words = useChartWords();
  const point = points.find(({ start }) => start === Number(label));
  if (!active || !point) return null;
  return (
    <div className="grid gap-1 rounded-md border bg-raised px-3 py-2 text-sm shadow-raised">
      <p className="text-muted text-xs">
        {words.span(point.start, point.end)}
        {point.isUnfinished && ` · ${words.unfinished}`}
      </p>
      <ul className="grid gap-0.5">
        {series.toReversed().map((one) => (
          <li key={one.key} className="flex items-center gap-2">
            <Swatch look={one} />
            <span className="text-muted">{words.series(one.key)}</span>
            <span className="ml-auto pl-4 font-medium">{words.value(point.values[one.key], unit)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A small piece of the series' look, for legends. */
export function Swatch({ look }: { look: SeriesLook }) {
  const id = `swatch-${patternId(look.key)}`;
  const { fill, fillOpacity } = fillOf(look);
  const isHatched = look.look === "hatched";
  return (
    <svg aria-hidden width={12} height={12} className="shrink-0 overflow-hidden rounded-sm">
      {isHatched && (
        <defs>
          <Hatch id={id} color={look.color} />
        </defs>
      )}
      <rect width={12} height={12} fill={isHatched ? `url(#${id})` : fill} fillOpacity={fillOpacity} />
    </svg>
  );
}
