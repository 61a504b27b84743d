/** What decorates a style: large on the cover, pale in the corner of pages that have room for it. */
import type { SourceSection } from "@/lib/contract/decks";
import { coverAccent, mixColors, type StyleTokens } from "@/lib/presentations/styles/style-tokens";
import { type Box, type Color, PAGE_HEIGHT, PAGE_WIDTH, type ShapeElement } from "./model";
import { rect } from "./shapes";

type Stamp = { x: number; y: number; size: number; section: SourceSection };

/** On the cover, right of the title; a frame goes all around. */
export function coverMotif(tokens: StyleTokens): ShapeElement[] {
  const paint = (section: SourceSection) => coverAccent(tokens, section);
  switch (tokens.motif) {
    case "rings":
      return rings(paint);
    case "squares":
      return squares(paint);
    case "confetti":
      return confetti.map(({ x, y, size, section }) => disc(x, y, size / 2, paint(section)));
    case "frame":
      return frame(paint("overview"));
    case "bars":
      return soundBars({ x: 656, y: 60, w: 240, h: 312 }, 12, (at) =>
        paint(barSections[at % 6] ?? "activity"),
      );
    default:
      return tokens.motif satisfies never;
  }
}

/** Pale, in the lower right corner of pages without a panel, clear of the page's number. */
export function cornerMotif(tokens: StyleTokens, section: SourceSection): ShapeElement[] {
  const { colors, motif, tint } = tokens;
  if (tint === 0) return [];
  const pale = mixColors(colors.accents[section], colors.paper, tint * CORNER_STRENGTH);
  switch (motif) {
    case "rings":
      return [46, 88, 130, 172].map((radius) => ring(898, 492, radius, pale));
    case "squares":
      return [
        rect({ x: 920, y: 415, w: 40, h: 40 }, pale),
        disc(940, 475, 20, pale),
        rect({ x: 920, y: 495, w: 40, h: 40 }, pale),
      ];
    case "confetti":
      return cornerConfetti.map(([x, y, radius]) => disc(x, y, radius, pale));
    case "bars":
      return soundBars({ x: 754, y: 425, w: 112, h: 110 }, 7, () => pale);
    case "frame":
      return [];
    default:
      return motif satisfies never;
  }
}

/** Of the tint: enough to be seen on paper, too little to disturb text above it. */
export const CORNER_STRENGTH = 1.6;

function disc(x: number, y: number, radius: number, fill: Color | null): ShapeElement {
  return {
    ...rect({ x: x - radius, y: y - radius, w: 2 * radius, h: 2 * radius }, fill),
    kind: "ellipse",
  };
}

function ring(x: number, y: number, radius: number, stroke: Color): ShapeElement {
  return { ...disc(x, y, radius, null), stroke, strokeWidth: 1.25 };
}

/** Like a struck drum: centre of the rings, their radii, and the beads on them, at an angle in degrees. */
const RINGS = { x: 806, y: 214, radii: [44, 84, 124, 164] };
const BEADS = [
  { ring: 1, angle: 215, size: 18, section: "warmup" },
  { ring: 2, angle: 160, size: 24, section: "activity" },
  { ring: 2, angle: 285, size: 14, section: "materials" },
  { ring: 3, angle: 120, size: 18, section: "objectives" },
  { ring: 3, angle: 228, size: 12, section: "differentiation" },
  { ring: 1, angle: 40, size: 12, section: "assessment" },
] as const;

function rings(paint: (section: SourceSection) => Color): ShapeElement[] {
  const { x, y, radii } = RINGS;
  const beads = BEADS.map(({ ring: at, angle, size, section }) => {
    const radius = radii[at] ?? 0;
    const radians = (angle * Math.PI) / 180;
    return disc(x + radius * Math.cos(radians), y + radius * Math.sin(radians), size / 2, paint(section));
  });
  return [
    ...radii.map((radius) => ring(x, y, radius, paint("overview"))),
    disc(x, y, 15, paint("warmup")),
    ...beads,
  ];
}

/** A mosaic of squares and discs on a grid, each as wide as a cell or half of it. */
const CELL = 96;
const MOSAIC = [
  { column: 0, row: 0, kind: "disc", section: "activity" },
  { column: 1, row: 0, kind: "square", section: "warmup" },
  { column: 2, row: 0, kind: "disc", section: "materials" },
  { column: 1, row: 1, kind: "disc", section: "objectives" },
  { column: 2, row: 1, kind: "square", section: "activity" },
  { column: 0, row: 2, kind: "square", section: "differentiation" },
  { column: 2, row: 2, kind: "disc", section: "assessment" },
  { column: 1, row: 3, kind: "disc", section: "warmup" },
  { column: 2, row: 3, kind: "square", section: "objectives" },
] as const;

function squares(paint: (section: SourceSection) => Color): ShapeElement[] {
  return MOSAIC.map(({ column, row, kind, section }) => {
    const x = PAGE_WIDTH - (3 - column) * CELL;
    const y = row * CELL;
    return kind === "square"
      ? rect({ x, y, w: CELL, h: CELL }, paint(section))
      : disc(x + CELL / 2, y + CELL / 2, CELL / 2, paint(section));
  });
}

const confetti: readonly Stamp[] = [
  { x: 852, y: 96, size: 150, section: "warmup" },
  { x: 716, y: 170, size: 84, section: "activity" },
  { x: 842, y: 268, size: 112, section: "objectives" },
  { x: 724, y: 318, size: 56, section: "differentiation" },
  { x: 716, y: 62, size: 36, section: "objectives" },
  { x: 928, y: 204, size: 40, section: "assessment" },
  { x: 774, y: 236, size: 24, section: "warmup" },
  { x: 916, y: 372, size: 52, section: "activity" },
  { x: 790, y: 378, size: 30, section: "assessment" },
  { x: 778, y: 28, size: 22, section: "differentiation" },
];
const cornerConfetti = [
  [926, 458, 28],
  [936, 508, 15],
  [884, 474, 11],
  [934, 404, 9],
] as const;

/** Two lines around the page, as around the title page of an old print. */
function frame(stroke: Color): ShapeElement[] {
  const line = (inset: number, strokeWidth: number) =>
    rect({ x: inset, y: inset, w: PAGE_WIDTH - 2 * inset, h: PAGE_HEIGHT - 2 * inset }, null, {
      stroke,
      strokeWidth,
    });
  return [line(20, 3), line(28, 0.75)];
}

/** Heights of the sound, as shares of the room. */
const SOUND = [0.28, 0.52, 0.36, 0.78, 0.6, 1, 0.7, 0.44, 0.86, 0.58, 0.34, 0.2];
const barSections = [
  "activity",
  "assessment",
  "differentiation",
  "warmup",
  "materials",
  "objectives",
] as const;

/** Bars that stand on the bottom of `box`. */
function soundBars(box: Box, count: number, paint: (at: number) => Color): ShapeElement[] {
  const step = box.w / count;
  const w = step * 0.6;
  return SOUND.slice(0, count).map((share, at) => {
    const h = box.h * share;
    return rect({ x: box.x + at * step, y: box.y + box.h - h, w, h }, paint(at), { radius: w / 2 });
  });
}
