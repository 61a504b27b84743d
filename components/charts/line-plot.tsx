"use client";

import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { PLOT_MARGIN, type PlotProps, PlotTooltip, plotMouse, SYNC_ID, X_AXIS, Y_AXIS } from "./plot-parts";
import { isAlone, type LineRow, lineRows, type SeriesKey } from "./trend-series";
import { useChartWords } from "./use-chart-words";

/** Lines over time: gaps stay gaps, and the way to the bucket that goes on is dashed. */
export default function LinePlot({ points, series, unit, zoom, onPick }: PlotProps) {
  const words = useChartWords();
  const lengthMs = (points.at(-1)?.end ?? 0) - (points[0]?.start ?? 0);

  const dotOf = (key: SeriesKey, color: string) => (dot: { index?: number; cx?: number; cy?: number }) => {
    const { index = -1, cx, cy } = dot;
    return typeof cy === "number" && isAlone(points, index, key) ? (
      <circle key={index} cx={cx} cy={cy} r={2.5} fill={color} />
    ) : (
      <g key={index} />
    );
  };

  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={lineRows(points)}
        margin={PLOT_MARGIN}
        syncId={SYNC_ID}
        accessibilityLayer={false}
        {...plotMouse({ points, zoom, onPick })}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis {...X_AXIS} tickFormatter={(start: number) => words.tick(start, lengthMs)} />
        <YAxis
          {...Y_AXIS}
          {...(unit === "percent"
            ? { domain: [0, 100], ticks: [0, 25, 50, 75, 100] }
            : { domain: [0, "auto"] })}
          allowDecimals={unit === "seconds"}
          tickFormatter={(value: number) => words.value(value, unit)}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--control)" }}
          content={({ active, label }) => (
            <PlotTooltip active={active} label={label} points={points} series={series} unit={unit} />
          )}
        />
        {series.flatMap(({ key, color, look }) =>
          (["sure", "open"] as const).map((part) => (
            <Line
              key={`${key} ${part}`}
              dataKey={(row: LineRow) => row[part][key] ?? null}
              stroke={color}
              strokeWidth={look === "soft" ? 1 : 2}
              strokeOpacity={look === "soft" ? 0.8 : 1}
              {...(part === "open" && { strokeDasharray: "4 3" })}
              dot={dotOf(key, color)}
              activeDot={part === "sure" ? { r: 3, fill: color, stroke: "var(--surface)" } : false}
              connectNulls={false}
              isAnimationActive={false}
              type="linear"
            />
          )),
        )}
        {zoom.selected && (
          <ReferenceArea
            x1={zoom.selected[0]}
            x2={zoom.selected[1]}
            fill="var(--accent)"
            fillOpacity={0.15}
          />
        )}
      </LineChart>
    </ResponsiveContainer>
  );
}
