import type { Job } from "@/lib/contract/jobs";
import { formatDuration } from "@/lib/time";
import { RunningDuration } from "../time/running-duration";

/** How long the job ran, or has been running. */
export function JobDuration({ job }: { job: Job }) {
  if (job.status === "running" && job.started_at) return <RunningDuration since={job.started_at} />;
  if (job.processing_time_seconds !== null) return <span>{formatDuration(job.processing_time_seconds)}</span>;
  return (
    <span className="text-muted">
      <span aria-hidden>–</span>
      <span className="sr-only">not started</span>
    </span>
  );
}
