import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";
import { heatLevel } from "./heat";

/** From nothing to most. The number stands in every cell, so the shade only helps the eye. */
const shades = {
  plain: ["", "bg-accent/10", "bg-accent/20", "bg-accent/30", "bg-accent/40", "bg-accent/50"],
  bad: ["", "bg-failed/10", "bg-failed/20", "bg-failed/30", "bg-failed/40", "bg-failed/50"],
};

type HeatCellProps = {
  value: number;
  max: number;
  look: keyof typeof shades;
  title?: string;
  children: ReactNode;
};

/** A cell of a table that is shaded by its number. */
export function HeatCell({ value, max, look, title, children }: HeatCellProps) {
  return (
    <td
      title={title}
      className={classNames(
        "h-7 min-w-8 border border-surface p-0 text-center text-xs",
        shades[look][heatLevel(value, max)],
      )}
    >
      {children}
    </td>
  );
}
