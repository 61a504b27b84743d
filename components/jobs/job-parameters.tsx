import Link from "next/link";
import type { Job } from "@/lib/contract/jobs";
import { RelativeTime } from "../time/relative-time";
import { CopyButton } from "../ui/copy-button";
import { type Fact, FactsList } from "../ui/facts-list";
import { Section } from "../ui/section";
import { JobDuration } from "./job-duration";
import { priorityWords, styleWords, titleOf } from "./job-words";

/** What was asked for, and when what happened. */
export function JobParameters({ job }: { job: Job }) {
  const facts: Fact[] = [
    {
      name: "Lesson",
      value: (
        <Link
          href={`/lessons/${encodeURIComponent(job.lesson_id)}`}
          className="line-clamp-3 text-accent-ink hover:underline"
        >
          {titleOf(job)}
        </Link>
      ),
    },
    { name: "Style", value: styleWords[job.style] },
    { name: "Priority", value: priorityWords[job.priority] },
    { name: "Polish", value: job.use_llm_polish ? "With the language model" : "Off" },
    { name: "Time limit", value: `${job.timeout_seconds} s an attempt` },
    { name: "Retries", value: `${job.retry_count} of ${job.max_retries} used` },
    { name: "Created", value: <RelativeTime at={job.created_at} /> },
    { name: "Started", value: job.started_at ? <RelativeTime at={job.started_at} /> : "–" },
    { name: "Ended", value: job.completed_at ? <RelativeTime at={job.completed_at} /> : "–" },
    { name: "Duration", value: <JobDuration job={job} /> },
    { name: "Worker", value: job.worker_id ? <Id text={job.worker_id} label="Copy worker id" /> : "–" },
    { name: "Requested by", value: job.user_id ? <Id text={job.user_id} label="Copy user id" /> : "–" },
    { name: "Job id", value: <Id text={job.job_id} label="Copy job id" /> },
  ];
  return (
    <Section title="Parameters">
      <FactsList facts={facts} />
    </Section>
  );
}

function Id({ text, label }: { text: string; label: string }) {
  return (
    <span className="-my-1 flex items-center gap-1">
      <span className="truncate font-mono text-xs" title={text}>
        {text}
      </span>
      <CopyButton text={text} label={label} />
    </span>
  );
}
