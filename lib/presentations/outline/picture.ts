/** What a picture for a slide would show, in one sentence. */
import { fillPhrase, type Phrases } from "./phrases";
import type { Section } from "./sections";
import { shortened } from "./split-text";

/** Letters of the point that the picture is about. */
const POINT_ROOM = 140;

export function pictureOf(section: Section, point: string, phrases: Phrases): string {
  const values = { title: section.title, point: shortened(point, POINT_ROOM) };
  return fillPhrase(phrases.picture[pictureKind(section)], values);
}

function pictureKind({ source, cue }: Section): keyof Phrases["picture"] {
  if (cue === "prerequisites" || cue === "plan") return "page";
  switch (source) {
    case "objectives":
      return "goals";
    case "materials":
      return "things";
    case "warmup":
    case "activity":
      return "scene";
    case "closure":
      return "reflection";
    case "overview":
    case "assessment":
    case "differentiation":
    case "notes":
      return "page";
    default:
      return source satisfies never;
  }
}
