"use client";

import {
  Bar,
  BarChart,
  type BarShapeProps,
  CartesianGrid,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import {
  fillOf,
  Hatch,
  PLOT_MARGIN,
  type PlotProps,
  PlotTooltip,
  patternId,
  plotMouse,
  SYNC_ID,
  X_AXIS,
  Y_AXIS,
} from "./plot-parts";
import type { Point, SeriesLook } from "./trend-series";
import { useChartWords } from "./use-chart-words";

/** Stacked bars over time. The bucket that goes on is dashed. */
export default function BarPlot({ points, series, unit, zoom, onPick }: PlotProps) {
  const words = useChartWords();
  const lengthMs = (points.at(-1)?.end ?? 0) - (points[0]?.start ?? 0);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={[...points]}
        margin={PLOT_MARGIN}
        barCategoryGap="20%"
        syncId={SYNC_ID}
        accessibilityLayer={false}
        {...plotMouse({ points, zoom, onPick })}
      >
        <defs>
          {series.map(({ key, color }) => (
            <Hatch key={key} id={patternId(key)} color={color} />
          ))}
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis {...X_AXIS} tickFormatter={(start: number) => words.tick(start, lengthMs)} />
        <YAxis
          {...Y_AXIS}
          domain={[0, "auto"]}
          allowDecimals={false}
          tickFormatter={(value: number) => words.value(value, unit)}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--hover)" }}
          content={({ active, label }) => (
            <PlotTooltip active={active} label={label} points={points} series={series} unit={unit} />
          )}
        />
        {series.map((one) => (
          <Bar
            key={one.key}
            dataKey={({ values }: Point) => values[one.key] ?? 0}
            stackId="all"
            isAnimationActive={false}
            shape={(shape: BarShapeProps) => <Piece shape={shape} look={one} />}
          />
        ))}
        {zoom.selected && (
          <ReferenceArea
            x1={zoom.selected[0]}
            x2={zoom.selected[1]}
            fill="var(--accent)"
            fillOpacity={0.15}
          />
        )}
      </BarChart>
    </ResponsiveContainer>
  );
}

function Piece({
  shape: { x, y, width, height, payload },
  look,
}: {
  shape: BarShapeProps;
  look: SeriesLook;
}) {
  if (!(height > 0) || !(width > 0)) return null;
  // What was put into `data`: Recharts gives it back untyped.
  const { isUnfinished } = payload as Point;
  const { fill, fillOpacity } = fillOf(look);
  if (!isUnfinished)
    return <rect x={x} y={y} width={width} height={height} fill={fill} fillOpacity={fillOpacity} />;
  return (
    <rect
      x={x + 0.5}
      y={y + 0.5}
      width={Math.max(0, width - 1)}
      height={Math.max(0, height - 1)}
      fill={fill}
      fillOpacity={fillOpacity * 0.4}
      stroke={look.color}
      strokeDasharray="3 2"
    />
  );
}
