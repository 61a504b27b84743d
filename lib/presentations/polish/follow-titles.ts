import type { Slide } from "@/lib/contract/decks";
import { listsParts } from "../outline/lists-parts";

/**
 * The slide before another, the plan and the cover's script name it ("Next: Echo clapping (5 min)."); where a model gave it a new
 * title and left its name there as it was, they follow.
 * @param before the outline's slides
 * @param after the same slides as the deck will have them
 */
export function followTitles(before: readonly Slide[], after: readonly Slide[]): Slide[] {
  return after.map((slide, index) => {
    const isPlan = listsParts(slide);
    const namesAll = index === 0 || isPlan;
    const titles = new Map<string, string>();
    for (const [at, { title }] of before.entries()) {
      const now = after[at]?.title ?? title;
      if (now !== title && at !== index && (namesAll || at === index + 1)) titles.set(title, now);
    }
    if (titles.size === 0) return slide;
    const renamed = renaming(titles);
    const script = renamed(slide.teacher_script);
    const points = isPlan ? slide.key_points.map(renamed) : slide.key_points;
    const isSame =
      script === slide.teacher_script && points.every((point, at) => point === slide.key_points[at]);
    return isSame ? slide : { ...slide, teacher_script: script, key_points: points };
  });
}

/** Replaces names where they stand as such: before minutes, an arrow, or the end of a sentence or line. All in one pass, lest one become another. */
function renaming(titles: ReadonlyMap<string, string>): (text: string) => string {
  const names = [...titles.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const name = new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.join("|")})(?=\\s*(?:[(（→.。]|$))`, "gmu");
  return (text) => text.replace(name, (found) => titles.get(found) ?? found);
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
