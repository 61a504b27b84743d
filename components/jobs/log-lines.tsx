"use client";

import { useTranslations } from "next-intl";
import type { LogLine } from "@/lib/contract/jobs";
import { useTimes } from "../time/use-times";
import { classNames } from "../ui/class-names";

const levelLooks: Record<LogLine["level"], string> = {
  info: "",
  warn: "text-timeout",
  error: "text-failed",
};

/** Lines of a log, each with the time since `since` (ISO 8601). */
export function LogLines({ lines, since }: { lines: readonly LogLine[]; since: string }) {
  const t = useTranslations("job.log");
  const times = useTimes();
  return (
    <ol className="grid gap-1 font-mono text-xs">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end, and two may be equal.
        <li key={index} className="flex gap-3">
          <time
            dateTime={line.at}
            title={times.absolute(line.at)}
            className="w-16 shrink-0 whitespace-nowrap text-muted"
          >
            {t("after", { duration: times.duration(secondsBetween(since, line.at)) })}
          </time>
          <span className={classNames("min-w-0 wrap-anywhere", levelLooks[line.level])}>
            {line.level !== "info" && <span className="sr-only">{t(line.level)}</span>}
            {line.message}
          </span>
        </li>
      ))}
    </ol>
  );
}

const secondsBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;
