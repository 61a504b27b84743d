"use client";

import { useTranslations } from "next-intl";
import type { Job } from "@/lib/contract/jobs";
import { isFinal } from "@/lib/jobs/state";
import { useNow } from "../time/clock";
import { RelativeTime } from "../time/relative-time";
import { useTimes } from "../time/use-times";
import { ProgressBar } from "../ui/progress-bar";
import { Section } from "../ui/section";
import { JobTimeline } from "./job-timeline";

type JobProgressProps = {
  job: Job;
  /** The queue is, and the job waits in it. */
  isPaused: boolean;
};

/** Where the job stands now: message, stages, and its place in the queue while it waits. */
export function JobProgress({ job, isPaused }: JobProgressProps) {
  const t = useTranslations("job.progress");
  return (
    <Section
      title={t("title")}
      aside={
        !isFinal(job.status) && (
          <span className="text-muted text-sm">{t("percent", { percent: job.progress })}</span>
        )
      }
    >
      <div className="grid gap-4">
        <p aria-live="polite" className="wrap-anywhere min-h-5 empty:hidden">
          {job.status === "pending" ? (
            <Waiting job={job} isPaused={isPaused} />
          ) : (
            job.error_code === null && job.message
          )}
        </p>
        {job.status === "running" && <ProgressBar value={job.progress} label={t("label")} />}
        <JobTimeline job={job} />
      </div>
    </Section>
  );
}

/** A job may be asked for a later time, or wait for its next try; else it has a place in the queue. */
function Waiting({ job, isPaused }: JobProgressProps) {
  const t = useTranslations("job.progress");
  const times = useTimes();
  const isLater = Date.parse(job.run_at) > useNow();
  if (isLater) {
    return (
      <>
        {t.rich("notBefore", { time: () => times.absolute(job.run_at) })}{" "}
        <span className="text-muted">
          · <RelativeTime at={job.run_at} />
        </span>
      </>
    );
  }
  if (job.queue_position === null) return job.message ?? t("waiting");
  const seconds = job.estimated_start_seconds;
  const start = isPaused
    ? t("paused")
    : seconds === null
      ? t("noWorker")
      : seconds < 1
        ? t("atOnce")
        : t("soon", { duration: times.duration(seconds) });
  return (
    <>
      {t("place", { place: job.queue_position })} <span className="text-muted">· {start}</span>
    </>
  );
}
