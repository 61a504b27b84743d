"use client";

import { useTranslations } from "next-intl";
import { deckStyles, entryOf } from "@/lib/contract/lists";
import { jobPriorities, jobStatuses } from "@/lib/jobs/state";
import { useTimes } from "../../time/use-times";
import { jobStatusLooks } from "../job-status";
import { StatusBadge } from "../status-badge";
import type { ComparedField } from "./compared-fields";

type CompareValueProps = Pick<ComparedField, "kind"> & { value: ComparedField["a"] };

/** One job's value of a field, as it is written elsewhere. */
export function CompareValue({ kind, value }: CompareValueProps) {
  const t = useTranslations("job.compare");
  const common = useTranslations("common");
  const times = useTimes();
  if (value === null) return <span className="text-muted">–</span>;
  switch (kind) {
    case "text":
    case "number":
      return value;
    case "code":
    case "id":
      return <span className="font-mono text-xs">{value}</span>;
    case "flag":
      return value ? t("yes") : t("no");
    case "time":
      // Of two jobs: how long ago they both were tells them apart too seldom.
      return <time dateTime={String(value)}>{times.absolute(String(value))}</time>;
    case "duration":
      return times.duration(Number(value));
    case "status":
      return <StatusBadge look={jobStatusLooks[entryOf(jobStatuses, value)]} />;
    case "priority":
      return common(`priority.${entryOf(jobPriorities, value)}`);
    case "style":
      return common(`style.${entryOf(deckStyles, value)}`);
    default:
      return kind satisfies never;
  }
}
