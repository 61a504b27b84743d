import type { Line } from "@/lib/contract/lessons";
import { classNames } from "../ui/class-names";

const indents = ["", "ml-5", "ml-10", "ml-15", "ml-20"];
const indentOf = (depth: number) => indents[Math.min(depth, indents.length - 1)];

type LessonLinesProps = {
  lines: readonly Line[];
  /** What a sub-heading is, below the headings that stand above these lines. */
  headingLevel?: 3 | 4;
};

/** The lines of a section as the teacher nested them. The text is text: nothing in it is ever read as HTML. */
export function LessonLines({ lines, headingLevel = 3 }: LessonLinesProps) {
  return (
    <div className="grid gap-1.5">
      {numbered(lines).map(({ line, number, key }) => (
        <LineView key={key} line={line} number={number} headingLevel={headingLevel} />
      ))}
    </div>
  );
}

/** Gives every step its number: the source's, or one more than the step before it on the same level. */
function numbered(lines: readonly Line[]): { line: Line; number: number; key: string }[] {
  const counters: number[] = [];
  return lines.map((line, index) => {
    counters.length = Math.min(counters.length, line.depth + 1);
    if (line.kind === "step") counters[line.depth] = line.number ?? (counters[line.depth] ?? 0) + 1;
    // A lesson is shown, never edited in place: the position is the identity of a line.
    return { line, number: counters[line.depth] ?? 1, key: `${index.toString()}` };
  });
}

type LineViewProps = { line: Line; number: number; headingLevel: 3 | 4 };

function LineView({ line, number, headingLevel }: LineViewProps) {
  const indent = indentOf(line.depth);
  switch (line.kind) {
    case "heading": {
      const Heading = `h${headingLevel}` as const;
      return <Heading className={classNames("mt-2 font-semibold first:mt-0", indent)}>{line.text}</Heading>;
    }
    case "text":
      return <p className={classNames("max-w-[75ch]", indent)}>{line.text}</p>;
    case "item":
      return <Marked marker="•" text={line.text} indent={indent} />;
    case "step":
      return <Marked marker={`${number}.`} text={line.text} indent={indent} />;
    case "quote":
      return (
        <blockquote className={classNames("max-w-[75ch] border-l-2 pl-3 text-muted", indent)}>
          {line.text}
        </blockquote>
      );
    case "row":
      return (
        <p
          className={classNames("max-w-[75ch]", line.depth === 0 ? "font-medium" : "border-l-2 pl-3", indent)}
        >
          {line.text}
        </p>
      );
    default:
      return line.kind satisfies never;
  }
}

function Marked({ marker, text, indent }: { marker: string; text: string; indent: string | undefined }) {
  return (
    <div className={classNames("flex max-w-[75ch] gap-2", indent)}>
      <span className="min-w-3 shrink-0 text-muted">{marker}</span>
      <p className="min-w-0">{text}</p>
    </div>
  );
}
