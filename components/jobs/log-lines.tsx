import type { LogLine } from "@/lib/contract/jobs";
import { LogRow } from "./log-row";

/** Lines of a log, each with the time since `since` (ISO 8601). */
export function LogLines({ lines, since }: { lines: readonly LogLine[]; since: string }) {
  return (
    <ol className="grid gap-1 font-mono text-xs">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end, and two may be equal.
        <LogRow key={index} line={line} since={since} />
      ))}
    </ol>
  );
}
