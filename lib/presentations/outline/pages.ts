/** Spreads blocks of points over slides. */
import { type Block, POINT_ROOM, type Point } from "./block-writer";
import { textWidth } from "./text-width";

export const PAGE_MAX_POINTS = 5;
/** Letters of all points on a slide: what fits at 18 pt or more. */
export const PAGE_ROOM = 550;

/** What one slide shows of its section. */
export type Page = { heading: string; points: Point[] };

export function pagesOf(blocks: readonly Block[]): Page[] {
  return joinSingles(blocks).flatMap(spread);
}

/** Neighbouring blocks of one short point each share a slide, their headings leading the points. */
function joinSingles(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  let run: Block[] = [];
  const endRun = () => {
    if (run.length < 2) joined.push(...run);
    else
      joined.push({ heading: "", clusters: run.flatMap(({ heading, clusters }) => led(heading, clusters)) });
    run = [];
  };
  for (const block of blocks) {
    if (!isSingle(block)) {
      endRun();
      joined.push(block);
    } else run.push(block);
  }
  endRun();
  return joined;
}

function isSingle({ heading, clusters }: Block): boolean {
  const [point, second] = clusters[0] ?? [];
  if (clusters.length !== 1 || point === undefined || second !== undefined) return false;
  return textWidth(heading) + 2 + textWidth(point.text) <= POINT_ROOM;
}

function led(heading: string, clusters: readonly Point[][]): Point[][] {
  const lead = heading === "" ? "" : /[:：]$/u.test(heading) ? `${heading} ` : `${heading}: `;
  return clusters.map((cluster) =>
    cluster.map((point, index) => (index === 0 ? { ...point, text: lead + point.text } : point)),
  );
}

/** As few slides as the points need, filled as evenly as that allows. */
function spread({ heading, clusters }: Block): Page[] {
  let pages = fill(clusters, PAGE_MAX_POINTS);
  const points = clusters.reduce((sum, cluster) => sum + cluster.length, 0);
  for (let limit = Math.ceil(points / pages.length); limit < PAGE_MAX_POINTS; limit++) {
    const even = fill(clusters, limit);
    if (even.length > pages.length) continue;
    pages = even;
    break;
  }
  return pages.map((page) => ({ heading, points: page }));
}

function fill(clusters: readonly Point[][], limit: number): Point[][] {
  const pages: Point[][] = [];
  let page: Point[] = [];
  let room = PAGE_ROOM;
  const turn = () => {
    if (page.length > 0) pages.push(page);
    page = [];
    room = PAGE_ROOM;
  };
  for (const cluster of clusters) {
    const width = cluster.reduce((sum, { text }) => sum + textWidth(text), 0);
    const fitsOnOne = cluster.length <= limit && width <= PAGE_ROOM;
    if (fitsOnOne && (page.length + cluster.length > limit || width > room)) turn();
    for (const point of cluster) {
      const pointWidth = textWidth(point.text);
      if (page.length >= limit || pointWidth > room) turn();
      page.push(point);
      room -= pointWidth;
    }
  }
  turn();
  return pages;
}
