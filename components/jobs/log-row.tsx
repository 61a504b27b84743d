"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, memo } from "react";
import type { LogLine } from "@/lib/contract/jobs";
import { useTimes } from "../time/use-times";
import { classNames } from "../ui/class-names";

const levelLooks: Record<LogLine["level"], string> = {
  info: "",
  warn: "text-timeout",
  error: "text-failed",
};

type LogRowProps = ComponentProps<"li"> & {
  line: LogLine;
  /** ISO 8601; the line's time is told from here on. */
  since: string;
};

/** One line of a log. Remembered: while a long log scrolls, only the rows that come into view are new. */
export const LogRow = memo(function LogRow({ line, since, ...rest }: LogRowProps) {
  const t = useTranslations("job.log");
  const times = useTimes();
  return (
    <li {...rest} className="flex gap-3">
      <time
        dateTime={line.at}
        title={times.absolute(line.at)}
        className="flex shrink-0 gap-3 whitespace-nowrap text-muted"
      >
        <span className="max-md:hidden">{times.clock(line.at)}</span>
        {/* The longest: "+ 59 m 59 s", and in Chinese, whose characters are wider, "+ 23 小时 59 分". */}
        <span className="w-22 [:lang(zh)_&]:w-27">
          {t("after", { duration: times.duration(secondsBetween(since, line.at)) })}
        </span>
      </time>
      <span className={classNames("min-w-0 wrap-anywhere", levelLooks[line.level])}>
        {line.level !== "info" && <span className="sr-only">{t(line.level)}</span>}
        {line.message}
      </span>
    </li>
  );
});

const secondsBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;
