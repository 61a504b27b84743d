/** A deck laid out, as the preview draws it: the shapes of lib/presentations/layout/model.ts. Lengths are points. Browser-safe. */
import { z } from "zod";
import type { DeckLayout } from "@/lib/presentations/layout/model";
import { deckStyle, sourceSection } from "./decks";

const span = z.object({ text: z.string(), bold: z.boolean(), color: z.string() });

const line = z.object({
  spans: z.array(span),
  x: z.number(),
  baseline: z.number(),
  width: z.number(),
  spaceAfter: z.boolean(),
});

const marker = z.object({
  text: z.string(),
  number: z.number().nullable(),
  color: z.string(),
  x: z.number(),
});

const paragraph = z.object({
  spans: z.array(span),
  level: z.union([z.literal(0), z.literal(1)]),
  marker: marker.nullable(),
  sizePt: z.number(),
  lineHeight: z.number(),
  spaceBefore: z.number(),
  indent: z.number(),
  direction: z.enum(["ltr", "rtl"]),
  lines: z.array(line),
});

const box = { x: z.number(), y: z.number(), w: z.number(), h: z.number() };
const place = z.enum(["master", "page"]);

const textElement = z.object({
  ...box,
  kind: z.literal("text"),
  role: z.enum(["title", "subtitle", "body", "duration", "label", "chip", "footer", "number"]),
  place,
  slot: z.enum(["title", "subtitle", "body", "body2", "statement"]).nullable(),
  face: z.enum(["heading", "body"]),
  align: z.enum(["left", "center", "right"]),
  anchor: z.enum(["top", "middle", "bottom"]),
  fill: z.string().nullable(),
  radius: z.number(),
  paragraphs: z.array(paragraph),
});

const shapeElement = z.object({
  ...box,
  kind: z.enum(["rect", "ellipse"]),
  place,
  fill: z.string().nullable(),
  stroke: z.string().nullable(),
  strokeWidth: z.number(),
  radius: z.number(),
  label: z.string().nullable(),
});

const page = z.object({
  id: z.string(),
  slideId: z.string(),
  part: z.int(),
  parts: z.int(),
  title: z.string(),
  section: sourceSection,
  master: z.string(),
  background: z.string(),
  accent: z.string(),
  notes: z.string(),
  language: z.string(),
  fonts: z.object({ heading: z.array(z.string()), body: z.array(z.string()) }),
  elements: z.array(z.union([textElement, shapeElement])),
});

export const deckLayout = z.object({
  title: z.string(),
  language: z.string(),
  style: deckStyle,
  pages: z.array(page),
});
deckLayout satisfies z.ZodType<DeckLayout>;
