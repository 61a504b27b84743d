"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { WorkerDetails } from "@/lib/contract/queue";
import { jobsHref } from "../jobs/job-filters";
import { RunningDuration } from "../time/running-duration";

const SHOWN = 4;

/** The jobs that a worker holds now, each with how long it runs. */
export function WorkerJobs({ worker }: { worker: WorkerDetails }) {
  const t = useTranslations("workers");
  const { jobs } = worker;
  if (jobs.length === 0) return <span className="text-muted">{t("idle")}</span>;
  return (
    <ul className="grid gap-0.5">
      {jobs.slice(0, SHOWN).map((job) => (
        <li key={job.job_id} className="flex min-w-0 items-center gap-2">
          <Link
            href={`/jobs/${job.job_id}`}
            prefetch={false}
            title={job.lesson_title}
            className="min-w-0 truncate rounded-sm py-0.5 hover:text-accent-ink hover:underline max-md:py-2"
          >
            {job.lesson_title}
          </Link>
          <span className="shrink-0 text-muted text-sm">
            <RunningDuration since={job.started_at} />
          </span>
        </li>
      ))}
      {jobs.length > SHOWN && (
        <li>
          <Link
            href={jobsHref({ worker_id: worker.worker_id, status: ["running"] })}
            className="rounded-sm text-muted text-sm hover:text-ink hover:underline max-md:py-2"
          >
            {t("moreJobs", { count: jobs.length - SHOWN })}
          </Link>
        </li>
      )}
    </ul>
  );
}

/** How many slots are taken, as a number and as a bar. */
export function WorkerSlots({ worker }: { worker: WorkerDetails }) {
  const t = useTranslations("workers");
  const busy = worker.jobs.length;
  return (
    <div className="grid max-w-32 gap-1.5">
      <span>{t("slotsBusy", { busy, total: worker.slots })}</span>
      <progress
        className="progress-bar"
        value={Math.min(busy, worker.slots)}
        max={worker.slots}
        aria-label={t("slotsLabel")}
      />
    </div>
  );
}
