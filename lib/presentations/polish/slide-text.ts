/** The part of a slide that a model may reword. */
import { z } from "zod";
import type { Slide } from "@/lib/contract/decks";
import { cleanText, squeeze } from "../lesson/clean-text";
import { wordsOf } from "./words";

export const slideText = z.strictObject({
  title: z.string(),
  key_points: z.array(z.string()),
  teacher_script: z.string(),
  visual_prompt: z.string(),
});
export type SlideText = z.infer<typeof slideText>;

export const SCRIPT_MAX_WORDS = 80;

/** The texts to offer. A script above the limit stays as it is: shortened it would leave out what the lesson says. */
export function textToReword({ title, key_points, teacher_script, visual_prompt }: Slide): SlideText {
  const isTooLong = wordsOf(teacher_script).length > SCRIPT_MAX_WORDS;
  return { title, key_points, teacher_script: isTooLong ? "" : teacher_script, visual_prompt };
}

/** The slide in the model's words, made plain text like all text of a lesson; everything else stays the outline's. */
export function reworded(slide: Slide, text: SlideText): Slide {
  return {
    ...slide,
    title: oneLine(text.title),
    key_points: text.key_points.map(oneLine),
    teacher_script:
      textToReword(slide).teacher_script === ""
        ? slide.teacher_script
        : cleanText(text.teacher_script).trim(),
    visual_prompt: oneLine(text.visual_prompt),
  };
}

/**
 * Titles that stay as they are: "Materials", "Materials (2/3)", "Materials (3/3)" belong together, but each slide is worded
 * without sight of the others.
 */
export function titlesOfSeries(slides: readonly Slide[]): Set<string> {
  const titles = new Set<string>();
  for (const { title } of slides) {
    const shared = /^(.*\S)\s*[(（]\d+\s?\/\s?\d+[)）]$/su.exec(title)?.[1];
    if (shared !== undefined) titles.add(title).add(shared);
  }
  return titles;
}

const oneLine = (text: string) => squeeze(cleanText(text));
