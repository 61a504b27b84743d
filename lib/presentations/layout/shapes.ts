import type { StyleTokens } from "@/lib/presentations/styles/style-tokens";
import type { Box, Color, ShapeElement } from "./model";

export function rect(
  box: Box,
  fill: Color | null,
  more: Partial<Omit<ShapeElement, "kind" | keyof Box | "fill">> = {},
): ShapeElement {
  return {
    kind: "rect",
    place: "master",
    ...box,
    fill,
    stroke: null,
    strokeWidth: 0,
    radius: 0,
    label: null,
    ...more,
  };
}

/** How far corners are rounded where the style rounds them, as far as the box allows. */
export function cornersOf({ corners }: StyleTokens, { w, h }: { w: number; h: number }, most = 26): number {
  return corners === "square" ? 0 : Math.min(most, w / 2, h / 2);
}
