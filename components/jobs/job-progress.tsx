import type { Job } from "@/lib/contract/jobs";
import { isFinal } from "@/lib/jobs/state";
import { formatDuration } from "@/lib/time";
import { ProgressBar } from "../ui/progress-bar";
import { Section } from "../ui/section";
import { JobTimeline } from "./job-timeline";

/** Where the job stands now: message, stages, and its place in the queue while it waits. */
export function JobProgress({ job }: { job: Job }) {
  return (
    <Section
      title="Progress"
      aside={!isFinal(job.status) && <span className="text-muted text-sm">{job.progress} %</span>}
    >
      <div className="grid gap-4">
        <p aria-live="polite" className="wrap-anywhere min-h-5 empty:hidden">
          {job.status === "pending" ? <Waiting job={job} /> : job.error_code === null && job.message}
        </p>
        {job.status === "running" && (
          // Where there is room the stages' own bars show it.
          <ProgressBar value={job.progress} label="Progress of the job" className="md:hidden" />
        )}
        <JobTimeline job={job} />
      </div>
    </Section>
  );
}

function Waiting({ job }: { job: Job }) {
  if (job.queue_position === null) return job.message ?? "Waiting in the queue";
  return (
    <>
      Place {job.queue_position} in the queue <span className="text-muted">· {whenItStarts(job)}</span>
    </>
  );
}

function whenItStarts({ estimated_start_seconds: seconds }: Job): string {
  if (seconds === null) return "no worker is alive to start it";
  return seconds < 1 ? "starts at once" : `starts in about ${formatDuration(seconds)}`;
}
