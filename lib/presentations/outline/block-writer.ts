/** Collects points under headings; nothing handed to it gets lost. */
import { splitParagraph, splitText } from "./split-text";
import { textWidth } from "./text-width";

/** Letters of one point: three lines of a slide at 20 pt. */
export const POINT_ROOM = 220;
/** Sentences of a paragraph share a point up to this. */
const SENTENCES_ROOM = 140;
/** A longer heading would fill more than the subtitle's place; it becomes a point. */
export const HEADING_ROOM = 120;
/** Marks a point that belongs to the one above it. */
export const NESTED = "– ";

/** `continues`: the rest of a text that the point above begins. `asides`: remarks for the teacher alone. */
export type Point = { text: string; continues: boolean; asides: string[] };

/** A cluster is a point with what belongs to it: kept on one slide where it fits. */
export type Block = { heading: string; clusters: Point[][] };

export class BlockWriter {
  private readonly blocks: Block[] = [];
  private block: Block = { heading: "", clusters: [] };
  /** The heading stands on another block, too. */
  private isRepeated = false;
  private remarks: string[] = [];

  get heading(): string {
    return this.block.heading;
  }

  get isEmpty(): boolean {
    return this.block.clusters.length === 0;
  }

  /** Begins a block. A heading directly below another one names a part of it: "Closing › Exit ticket". */
  open(heading: string): void {
    this.settleRemarks();
    const above = this.isEmpty && !this.isRepeated ? this.block.heading : "";
    const joined = above === "" ? heading : `${above} › ${heading}`;
    if (textWidth(joined) <= HEADING_ROOM) {
      this.isRepeated = true;
      this.start(joined);
    } else if (textWidth(heading) <= HEADING_ROOM) {
      this.start(heading);
    } else {
      this.start("");
      this.add(heading);
    }
  }

  /** Begins a block inside the current one, so that resume() can go back to the current heading. */
  openBelow(heading: string): { resume: () => void } {
    const { heading: outer } = this.block;
    this.settleRemarks();
    if (outer === "" || this.isEmpty) this.open(heading);
    else {
      const joined = `${outer} › ${heading}`;
      this.start(textWidth(joined) <= HEADING_ROOM ? joined : heading);
    }
    return {
      resume: () => {
        this.settleRemarks();
        this.start(outer);
        this.isRepeated = true;
      },
    };
  }

  /** Adds a paragraph: a point for every sentence or two. */
  addParagraph(text: string): void {
    const pieces = splitParagraph(text, SENTENCES_ROOM, POINT_ROOM);
    this.addCluster(pieces.map((piece, index) => ({ text: piece, continues: index > 0, asides: [] })));
  }

  /** Adds a text as one point, or as several where it is long; `nested` below the point before it. */
  add(text: string, nested = false): void {
    const last = this.block.clusters.at(-1);
    const isBelow = nested && last !== undefined;
    if (isBelow) last.push(...this.withRemarks(pointsOf(text, NESTED)));
    else this.addCluster(pointsOf(text));
  }

  /** A remark for the teacher, beside the next point, else the one before it. */
  remark(text: string): void {
    this.remarks.push(text);
  }

  finish(): Block[] {
    this.settleRemarks();
    this.start("");
    return this.blocks;
  }

  private addCluster(points: Point[]): void {
    this.block.clusters.push(this.withRemarks(points));
  }

  private withRemarks(points: Point[]): Point[] {
    points[0]?.asides.push(...this.remarks);
    this.remarks = [];
    return points;
  }

  /** Ends the block; a heading of which nothing else would tell is its own point. */
  private start(heading: string): void {
    const { heading: ended } = this.block;
    if (this.isEmpty && ended !== "" && !this.isRepeated)
      this.block = { heading: "", clusters: [pointsOf(ended)] };
    if (!this.isEmpty) this.blocks.push(this.block);
    this.block = { heading, clusters: [] };
    this.isRepeated = false;
  }

  /** A remark without any point to stand beside becomes one. */
  private settleRemarks(): void {
    const remarks = this.remarks;
    this.remarks = [];
    const last = this.block.clusters.at(-1)?.at(-1);
    if (last !== undefined) last.asides.push(...remarks);
    else for (const text of remarks) this.add(text);
  }
}

function pointsOf(text: string, mark = ""): Point[] {
  return splitText(text, POINT_ROOM - mark.length).map((piece, index) => ({
    text: mark + piece,
    continues: index > 0,
    asides: [],
  }));
}
