/** The title slide: the lesson's name, rings like a struck drum, and the lesson's minutes as a bar in the sections' colours. */
import type { Slide } from "@/lib/contract/decks";
import { fillPhrase, phrasesOf } from "@/lib/presentations/outline/phrases";
import type { StyleTokens } from "@/lib/presentations/styles/style-tokens";
import type { DraftPage } from "./content-pages";
import type { DeckContext } from "./deck-context";
import { fitLine } from "./fit-line";
import { PAGE_WIDTH, type PageElement, type ShapeElement, type TextElement } from "./model";
import { rect } from "./page-frame";
import { oneLine } from "./paragraphs";
import { placeText, type TextFrame } from "./place-text";
import { timeSegments } from "./time-bar";

const LEFT = 64;
const TEXT_WIDTH = 600;
const TITLE_BOX = { x: LEFT, y: 84, w: TEXT_WIDTH, h: 196 };
const SUBTITLE_BOX = { x: LEFT, y: 316, w: TEXT_WIDTH, h: 56 };
const BAR = { x: LEFT, y: 446, w: PAGE_WIDTH - 2 * LEFT, h: 10 };
const SEGMENT_GAP = 4;
const LABEL_HEIGHT = 24;

/** Centre of the rings, their radii, and the beads on them: radius and angle in degrees. */
const RINGS = { x: 806, y: 214, radii: [44, 84, 124, 164] };
const BEADS = [
  { ring: 1, angle: 215, size: 18, section: "warmup" },
  { ring: 2, angle: 160, size: 24, section: "activity" },
  { ring: 2, angle: 285, size: 14, section: "materials" },
  { ring: 3, angle: 120, size: 18, section: "objectives" },
  { ring: 3, angle: 228, size: 12, section: "differentiation" },
  { ring: 1, angle: 40, size: 12, section: "assessment" },
] as const;

export function coverPage(slide: Slide, context: DeckContext): DraftPage & { isTitleCut: boolean } {
  const { tokens } = context;
  const { colors, fonts, sizes } = tokens;
  const shared = { place: "page", align: "left" } as const;
  const title = fitLine(oneLine(slide.title), "", TITLE_BOX, sizes.coverTitle, fonts.heading, true);
  const text: TextElement[] = [
    placeText(
      {
        ...shared,
        ...TITLE_BOX,
        role: "title",
        slot: "title",
        face: "heading",
        anchor: "bottom",
        color: colors.coverInk,
      },
      title.paragraphs,
      title.sizePt,
    ),
  ];
  const name = oneLine(slide.subtitle ?? "");
  if (name !== "") {
    const subtitle = fitLine(name, "", SUBTITLE_BOX, { max: 22, min: 18 }, fonts.body, false);
    text.push(
      placeText(
        {
          ...{ ...shared, ...SUBTITLE_BOX, role: "subtitle", slot: "subtitle", face: "body" },
          ...{ anchor: "top", color: colors.coverMuted },
        },
        subtitle.paragraphs,
        subtitle.sizePt,
      ),
    );
  }
  const rule = rect({ x: LEFT, y: 294, w: 64, h: 5 }, colors.coverAccents.warmup);
  return {
    ...{ part: 1, parts: 1, master: name === "" ? "Title" : "Title – subtitle", isTitleCut: title.isCut },
    elements: [...rings(tokens), rule, ...text, ...timeBar(context)],
  };
}

function rings({ colors }: StyleTokens): ShapeElement[] {
  const { x, y, radii } = RINGS;
  const circle = (cx: number, cy: number, r: number): ShapeElement => ({
    ...rect({ x: cx - r, y: cy - r, w: 2 * r, h: 2 * r }, null),
    kind: "ellipse",
  });
  const lines = radii.map((radius) => ({
    ...circle(x, y, radius),
    stroke: colors.coverAccents.overview,
    strokeWidth: 1.25,
  }));
  const beads = BEADS.map(({ ring, angle, size, section }) => {
    const radius = radii[ring] ?? 0;
    const radians = (angle * Math.PI) / 180;
    const bead = circle(x + radius * Math.cos(radians), y + radius * Math.sin(radians), size / 2);
    return { ...bead, fill: colors.coverAccents[section] };
  });
  return [...lines, { ...circle(x, y, 15), fill: colors.coverAccents.warmup }, ...beads];
}

/** Nothing where fewer than two parts say how long they take. */
function timeBar({ tokens: { colors, fonts }, language, timed }: DeckContext): PageElement[] {
  return timeSegments(timed, BAR, SEGMENT_GAP).flatMap(({ slide, box }): PageElement[] => {
    const label = oneLine(fillPhrase(phrasesOf(language).minutes, { n: slide.duration_minutes ?? 0 }));
    const segment = rect(box, colors.coverAccents[slide.source_section], {
      place: "page",
      radius: Math.min(box.w, box.h) / 2,
      label: `${oneLine(slide.title)}: ${label}`,
    });
    const labelBox = { ...box, y: BAR.y + BAR.h + 8, h: LABEL_HEIGHT };
    const fitted = fitLine(label, "", labelBox, { max: 15, min: 15 }, fonts.body, false);
    if (fitted.isCut) return [segment];
    const frame: TextFrame = {
      ...{ ...labelBox, role: "label", place: "page", slot: null, face: "body" },
      ...{ align: "left", anchor: "top", color: colors.coverMuted },
    };
    return [segment, placeText(frame, fitted.paragraphs, fitted.sizePt)];
  });
}
