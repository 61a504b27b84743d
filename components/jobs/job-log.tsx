"use client";

import { useQuery } from "@tanstack/react-query";
import type { LogLine } from "@/lib/contract/jobs";
import { formatAbsolute, formatDuration } from "@/lib/time";
import { messageOf } from "../http/api";
import { useIsAlive } from "../time/clock";
import { classNames } from "../ui/class-names";
import { Notice } from "../ui/notice";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { logsQuery } from "./queries";

const levelLooks: Record<LogLine["level"], { word: string; className: string }> = {
  info: { word: "", className: "" },
  warn: { word: "Warning: ", className: "text-timeout" },
  error: { word: "Error: ", className: "text-failed" },
};

/** What happened to the job, line by line, each with the time since it was created. */
export function JobLog({ jobId }: { jobId: string }) {
  const { data: lines, error } = useQuery(logsQuery(jobId));
  const isAlive = useIsAlive();
  const createdAt = lines?.[0]?.at;
  return (
    <Section title="Log">
      {lines === undefined && !error && <Skeleton className="h-24" />}
      {error && (
        <Notice look="error" title="The log could not be loaded">
          {messageOf(error)}
        </Notice>
      )}
      <ol className="grid gap-1 font-mono text-xs">
        {lines?.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end, and two may be equal.
          <li key={index} className="flex gap-3">
            <time
              dateTime={line.at}
              title={formatAbsolute(line.at, isAlive ? undefined : "UTC")}
              className="w-16 shrink-0 text-muted"
            >
              {`+ ${formatDuration(secondsBetween(createdAt ?? line.at, line.at))}`}
            </time>
            <span className={classNames("min-w-0 wrap-anywhere", levelLooks[line.level].className)}>
              <span className="sr-only">{levelLooks[line.level].word}</span>
              {line.message}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

const secondsBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;
