import { CircleCheck, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { JobCounts } from "@/lib/contract/jobs";
import { formatDuration } from "@/lib/time";

type QueueNowProps = {
  counts: JobCounts;
  oldest: { jobId: string; ageSeconds: number } | null;
  workerCount: number;
  isPaused: boolean;
};

/** One sentence on the queue. It states facts only; a verdict with thresholds is the health check's business. */
export function QueueNow({ counts, oldest, workerCount, isPaused }: QueueNowProps) {
  const isStuck = workerCount === 0 || isPaused;
  const Icon = isStuck ? TriangleAlert : CircleCheck;
  return (
    <p className="flex items-start gap-2 text-lg">
      <Icon aria-hidden className={`mt-1 size-4 shrink-0 ${isStuck ? "text-timeout" : "text-completed"}`} />
      <span>
        {sentence(counts, workerCount, isPaused)}
        {oldest && (
          <>
            {" "}
            The oldest has been due for {formatDuration(oldest.ageSeconds)}:{" "}
            <Link
              href={`/jobs/${oldest.jobId}`}
              className="text-accent-ink underline-offset-2 hover:underline"
            >
              look at it
            </Link>
            .
          </>
        )}
      </span>
    </p>
  );
}

function sentence({ pending, running }: JobCounts, workerCount: number, isPaused: boolean): string {
  const waiting = pending === 0 ? "no job waits" : pending === 1 ? "one job waits" : `${pending} jobs wait`;
  if (workerCount === 0) return `No worker is alive, and ${waiting}.`;
  const work =
    running === 0 ? "none is running" : running === 1 ? "one is running" : `${running} are running`;
  return pending === 0 && running === 0
    ? `The queue is empty${isPaused ? "" : "; the workers are ready"}.`
    : `${waiting.charAt(0).toUpperCase()}${waiting.slice(1)}, ${work}.`;
}
