"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Job } from "@/lib/contract/jobs";
import { useNow } from "../time/clock";
import { RelativeTime } from "../time/relative-time";
import { CopyButton } from "../ui/copy-button";
import { type Fact, FactsList } from "../ui/facts-list";
import { Section } from "../ui/section";
import { JobDuration } from "./job-duration";
import { jobsHref } from "./job-filters";
import { JobPriority } from "./job-priority";
import { titleOf } from "./job-words";
import { useModelUse } from "./use-model-use";
import { workerHref } from "./worker-href";

/** What was asked for, and when what happened. */
export function JobParameters({ job, canAct }: { job: Job; canAct: boolean }) {
  const t = useTranslations("job.parameters");
  const styles = useTranslations("common.style");
  const modelUse = useModelUse(job.job_id);
  const now = useNow();
  const isLater = job.status === "pending" && Date.parse(job.run_at) > now;
  const timeOf = (at: string | null) => (at ? <RelativeTime at={at} /> : "–");
  const facts: Fact[] = [
    {
      name: t("lesson"),
      value: (
        <Link
          href={`/lessons/${encodeURIComponent(job.lesson_id)}`}
          className="line-clamp-3 rounded-sm text-accent-ink hover:underline"
        >
          {titleOf(job)}
        </Link>
      ),
    },
    { name: t("style"), value: styles(job.style) },
    { name: t("priority"), value: <JobPriority job={job} canAct={canAct} /> },
    { name: t("polish"), value: job.use_llm_polish ? t("polishOn") : t("polishOff") },
    ...(modelUse ? [{ name: t("modelUse"), value: modelUse }] : []),
    { name: t("timeLimit"), value: t("anAttempt", { seconds: job.timeout_seconds }) },
    { name: t("retries"), value: t("retriesUsed", { used: job.retry_count, max: job.max_retries }) },
    { name: t("created"), value: timeOf(job.created_at) },
    ...(isLater ? [{ name: t("notBefore"), value: timeOf(job.run_at) }] : []),
    { name: t("started"), value: timeOf(job.started_at) },
    { name: t("ended"), value: timeOf(job.completed_at) },
    { name: t("duration"), value: <JobDuration job={job} /> },
    {
      name: t("worker"),
      value: job.worker_id ? (
        <Id text={job.worker_id} label={t("copyWorker")} href={workerHref(job.worker_id)} />
      ) : (
        "–"
      ),
    },
    {
      name: t("requestedBy"),
      value: job.user_id ? (
        <Id text={job.user_id} label={t("copyUser")} href={jobsHref({ user_id: job.user_id })} />
      ) : (
        "–"
      ),
    },
  ];
  return (
    <Section title={t("title")}>
      <FactsList facts={facts} />
    </Section>
  );
}

function Id({ text, label, href }: { text: string; label: string; href: string }): ReactNode {
  return (
    <span className="-my-1 flex items-center gap-1">
      <Link
        href={href}
        prefetch={false}
        title={text}
        className="truncate rounded-sm py-1 font-mono text-accent-ink text-xs hover:underline"
      >
        {text}
      </Link>
      <CopyButton text={text} label={label} />
    </span>
  );
}
