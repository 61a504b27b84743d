/** A run as Markdown: one table against the peers, one of the engine alone, and the conditions. */
import { engineRows } from "./engine/engine-rows";
import type { MeasureResult } from "./measure";
import { type Cell, medianOf, type Run, spreadOf } from "./results";
import { type Row, rows } from "./rows";
import { ours, peers, type Subject } from "./subjects";

const rate = (perSecond: number) => {
  if (perSecond >= 10_000) return `${(perSecond / 1000).toFixed(1)} k`;
  if (perSecond >= 1_000) return `${(perSecond / 1000).toFixed(2)} k`;
  return perSecond >= 10 ? String(Math.round(perSecond)) : perSecond.toFixed(1);
};
const ms = (value: number) => (value >= 100 ? String(Math.round(value)) : value.toFixed(1));
const verdict = (isMet: boolean) => (isMet ? "✓" : "**missed**");

function measured(result: MeasureResult, cell: Extract<Cell, { results: unknown }>): string {
  if (result.perSecond === undefined) {
    const { latency, afterReply } = result;
    if (!latency) return "–";
    const alone = afterReply ? ` (after the reply ${ms(afterReply.p50)} / ${ms(afterReply.p99)})` : "";
    return `${ms(latency.p50)} / ${ms(latency.p99)} ms${alone}`;
  }
  const spread = spreadOf(cell.results);
  const range = spread && cell.results.length > 1 ? ` (${rate(spread.min)}–${rate(spread.max)})` : "";
  return `${rate(result.perSecond)}/s${range}`;
}

function cellText(row: Row, subject: Subject, cell: Cell | undefined): string {
  if (!cell) return "–";
  if ("error" in cell) return cell.error.startsWith("skipped") ? cell.error : `failed: ${cell.error}`;
  const result = medianOf(cell.results);
  const target = row.targets[subject.name];
  const slots = subject.tunedSlots.length > 1 && row.id === "run-best" ? `, ${cell.slots} at once` : "";
  return `${measured(result, cell)}${slots}${target ? ` ${verdict(target.isMet(result))}` : ""}`;
}

function targetsText(row: Row): string {
  const all = Object.entries(row.targets);
  return all
    .map(([name, { says }]) => (all.length > 1 ? `${says} (${name.replace("ours, ", "")})` : says))
    .join("; ");
}

const line = (cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
const header = (cells: readonly string[]) => [line(cells), line(cells.map(() => "---"))];

function comparison({ table }: Run): string[] {
  const subjects = [...ours, ...peers].filter(({ name }) => rows.some(({ id }) => table[id]?.[name]));
  const measuredRows = rows.filter(({ id }) => table[id]);
  if (measuredRows.length === 0) return [];
  return [
    ...header(["what", "target", ...subjects.map(({ name }) => name)]),
    ...measuredRows.map((row) =>
      line([
        row.what,
        targetsText(row),
        ...subjects.map((subject) => cellText(row, subject, table[row.id]?.[subject.name])),
      ]),
    ),
    "",
    "An acknowledged job survives:",
    ...subjects.map(({ name, durability }) => `- ${name}: ${durability}`),
    "",
  ];
}

function engineAlone({ engine }: Run): string[] {
  const measuredRows = engineRows.filter(({ id }) => engine[id]?.length);
  if (measuredRows.length === 0) return [];
  return [
    ...header(["our engine on SQLite", "target", "measured"]),
    ...measuredRows.map((row) => {
      const { says, isMet } = row.report((engine[row.id] ?? []) as Parameters<typeof row.report>[0]);
      return line([row.what, row.target, `${says} ${verdict(isMet)}`]);
    }),
    "",
  ];
}

export function toMarkdown(run: Run): string {
  const { machine, conditions, startedAt } = run;
  const each = (pick: (one: Run["conditions"][number]) => string) => conditions.map(pick).join(", ");
  return [
    `${startedAt.slice(0, 16).replace("T", " ")} UTC · ${machine.cores} cores (${machine.cpu}), ${machine.memoryGb} GB · Node ${machine.node} · ${conditions.length} rounds; medians, in brackets the smallest and largest`,
    "",
    `The disk syncs 4 KB in p50 / p99 ms, by round: ${each(({ fsync }) => `${fsync.p50.toFixed(2)} / ${fsync.p99.toFixed(1)}`)} · load average at its start: ${each(({ load }) => load.toFixed(1))}`,
    "",
    ...comparison(run),
    ...engineAlone(run),
  ].join("\n");
}
