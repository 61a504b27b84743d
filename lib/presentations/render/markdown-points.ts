/** Key points as Markdown lists: numbered steps and nested points become what they are. */
import type { BlockContent, List } from "mdast";
import { NESTED } from "../outline/block-writer";

/** A step as the outline writes it, "3. Clap". Markdown knows numbers of up to nine digits. */
const STEP = /^(0|[1-9]\d{0,8})\. (?=\S)/;

/** Neighbouring points share a list where they can; `write` gives the content of one point. */
export function pointLists(points: readonly string[], write: (text: string) => BlockContent[]): List[] {
  const lists: List[] = [];
  for (const point of points) {
    const isNested = point.startsWith(NESTED) && point.trim().length > NESTED.length;
    const above = isNested ? lists.at(-1)?.children.at(-1) : undefined;
    if (above === undefined) {
      const { list, text } = placeOf(point, lists.at(-1));
      if (list !== lists.at(-1)) lists.push(list);
      list.children.push({ type: "listItem", spread: false, children: write(text) });
      continue;
    }
    const below = above.children.find((child) => child.type === "list") ?? newList(null);
    if (below.children.length === 0) above.children.push(below);
    below.children.push({
      type: "listItem",
      spread: false,
      children: write(point.slice(NESTED.length)),
    });
  }
  return lists;
}

/** The list that takes a point of the first level, the last one or a new one, and what is left of the point in it. */
function placeOf(point: string, last: List | undefined): { list: List; text: string } {
  const step = STEP.exec(point);
  if (step === null) return { list: last?.ordered === false ? last : newList(null), text: point };
  const number = Number(step[1]);
  const next = last?.ordered ? (last.start ?? 1) + last.children.length : null;
  return {
    list: last !== undefined && next === number ? last : newList(number),
    text: point.slice(step[0].length),
  };
}

function newList(start: number | null): List {
  return { type: "list", ordered: start !== null, start, spread: false, children: [] };
}
