"use client";

import { useTranslations } from "next-intl";
import type { Job } from "@/lib/contract/jobs";
import { useNow } from "../time/clock";
import { RelativeTime } from "../time/relative-time";
import { ProgressBar } from "../ui/progress-bar";

/** One line on where a job stands: its progress, its place in the queue, what came out, or what went wrong. */
export function JobOutcome({ job }: { job: Job }) {
  const t = useTranslations("job.outcome");
  const stages = useTranslations("common.stage");
  switch (job.status) {
    case "running": {
      const stage = job.detailed_progress.stage;
      return (
        <div className="flex items-center gap-3">
          <ProgressBar value={job.progress} label={t("progress")} className="w-24" />
          <span className="whitespace-nowrap text-muted">
            {t("percent", { percent: job.progress })}
            {stage && ` · ${stages(stage)}`}
          </span>
        </div>
      );
    }
    case "pending":
      return <Waiting job={job} />;
    case "completed":
      return <Line>{job.slide_count === null ? job.message : t("slides", { count: job.slide_count })}</Line>;
    case "failed":
    case "timeout":
      return <Reason>{job.error_message ?? job.message}</Reason>;
    case "cancelled":
      return <Reason>{job.message}</Reason>;
    default:
      return job.status satisfies never;
  }
}

/** A job may be asked for a later time, or wait for its next try. */
function Waiting({ job }: { job: Job }) {
  const t = useTranslations("job.outcome");
  const isLater = Date.parse(job.run_at) > useNow();
  if (isLater) {
    return (
      <p className="truncate text-muted">
        {t.rich("starts", { time: () => <RelativeTime at={job.run_at} /> })}
      </p>
    );
  }
  return <Line>{job.queue_position === null ? job.message : t("place", { place: job.queue_position })}</Line>;
}

/** What tells one failure from another comes late in its sentence: two lines, in the height of one row. */
function Reason({ children }: { children: string | null }) {
  return (
    <p
      className="wrap-anywhere line-clamp-2 text-muted text-sm leading-4 max-md:leading-5"
      title={children ?? undefined}
    >
      {children}
    </p>
  );
}

function Line({ children }: { children: string | null }) {
  return (
    <p className="truncate text-muted" title={children ?? undefined}>
      {children}
    </p>
  );
}
