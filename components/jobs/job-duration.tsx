"use client";

import { useTranslations } from "next-intl";
import type { Job } from "@/lib/contract/jobs";
import { RunningDuration } from "../time/running-duration";
import { useTimes } from "../time/use-times";

/** How long the job ran, or has been running. */
export function JobDuration({ job }: { job: Job }) {
  const t = useTranslations("jobs");
  const times = useTimes();
  if (job.status === "running" && job.started_at) return <RunningDuration since={job.started_at} />;
  if (job.processing_time_seconds !== null) {
    return <span className="whitespace-nowrap">{times.duration(job.processing_time_seconds)}</span>;
  }
  return (
    <span className="text-muted">
      <span aria-hidden>–</span>
      <span className="sr-only">{t("notStarted")}</span>
    </span>
  );
}
