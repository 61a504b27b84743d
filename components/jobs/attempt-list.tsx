"use client";

import { useQuery } from "@tanstack/react-query";
import type { Attempt } from "@/lib/contract/jobs";
import { formatDuration } from "@/lib/time";
import { messageOf } from "../http/api";
import { RelativeTime } from "../time/relative-time";
import { RunningDuration } from "../time/running-duration";
import { CodeBlock } from "../ui/code-block";
import { Notice } from "../ui/notice";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { attemptLooks } from "./job-status";
import { attemptsQuery } from "./queries";
import { StatusBadge } from "./status-badge";

/** Every try at the job, the latest first. */
export function AttemptList({ jobId }: { jobId: string }) {
  const { data: attempts, error } = useQuery(attemptsQuery(jobId));
  return (
    <Section
      title="Attempts"
      aside={attempts && <span className="text-muted text-sm">{attempts.length}</span>}
    >
      {attempts === undefined && !error && <Skeleton className="h-24" />}
      {error && (
        <Notice look="error" title="The attempts could not be loaded">
          {messageOf(error)}
        </Notice>
      )}
      {attempts?.length === 0 && <p className="text-muted">No worker has started this job yet.</p>}
      <ol reversed className="grid gap-3">
        {attempts?.toReversed().map((attempt) => (
          <AttemptCard key={attempt.attempt} attempt={attempt} />
        ))}
      </ol>
    </Section>
  );
}

function AttemptCard({ attempt }: { attempt: Attempt }) {
  return (
    <li className="rounded-lg border px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-medium">Attempt {attempt.attempt}</h3>
        <StatusBadge look={attemptLooks[attempt.outcome]} />
        <span className="ml-auto text-muted text-sm">
          started <RelativeTime at={attempt.started_at} />
        </span>
      </div>
      <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <Figure name="Waited" value={formatDuration(attempt.wait_seconds)} />
        <Figure
          name="Ran"
          value={
            attempt.run_seconds === null ? (
              <RunningDuration since={attempt.started_at} />
            ) : (
              formatDuration(attempt.run_seconds)
            )
          }
        />
        <Figure
          name="Worker"
          value={<span className="break-all font-mono text-xs">{attempt.worker_id}</span>}
        />
      </dl>
      {attempt.error_message && (
        <p className="mt-2 wrap-anywhere">
          {attempt.error_message}
          {attempt.error_code && (
            <span className="ml-2 font-mono text-muted text-xs">{attempt.error_code}</span>
          )}
        </p>
      )}
      {attempt.stack && (
        <details className="mt-2">
          <summary className="w-fit rounded-sm text-muted text-sm hover:text-ink">Stack</summary>
          <div className="mt-2">
            <CodeBlock text={attempt.stack} label={`Stack of attempt ${attempt.attempt}`} />
          </div>
        </details>
      )}
    </li>
  );
}

function Figure({ name, value }: { name: string; value: React.ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0">{value}</dd>
    </div>
  );
}
