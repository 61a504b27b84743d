"use client";

import { CircleCheck, CircleX, type LucideIcon, SkipForward, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { RecoveryAnswer } from "@/lib/contract/recovery";
import { Button } from "../ui/button";
import type { Report } from "./trouble-groups";

type Outcome = RecoveryAnswer["jobs"][number]["outcome"];

const looks: Record<Outcome, { icon: LucideIcon; className: string }> = {
  requeued: { icon: CircleCheck, className: "text-completed" },
  failed: { icon: CircleX, className: "text-failed" },
  skipped: { icon: SkipForward, className: "text-muted" },
};

const SHOWN = 20;

type RecoveryReportProps = { report: Report; canAudit: boolean; onDismiss: () => void };

/** What a recovery did: how many of each outcome, and each job with a link. */
export function RecoveryReport({ report: { answer, jobs }, canAudit, onDismiss }: RecoveryReportProps) {
  const t = useTranslations("recovery");
  const titles = new Map(jobs.map(({ job_id, lesson_title }) => [job_id, lesson_title]));
  const counts: [Outcome, number][] = [
    ["requeued", answer.requeued_jobs],
    ["failed", answer.failed_jobs],
    ["skipped", answer.skipped_jobs],
  ];
  return (
    <div role="status" className="rounded-lg border px-4 py-3">
      <div className="flex items-start justify-between gap-3">
        <div>
          <p className="font-medium">{t("report.title", { count: answer.recovered_jobs })}</p>
          <p className="flex flex-wrap gap-x-3 text-muted">
            {counts.map(([outcome, count]) => (
              <span key={outcome}>{t(`report.${outcome}`, { count })}</span>
            ))}
          </p>
        </div>
        <Button
          look="quiet"
          size="icon"
          aria-label={t("report.dismiss")}
          onClick={onDismiss}
          className="-mr-2"
        >
          <X aria-hidden />
        </Button>
      </div>
      <ul aria-label={t("report.jobs")} className="mt-3 grid gap-1">
        {answer.jobs.slice(0, SHOWN).map(({ job_id, outcome, error }) => {
          const { icon: Icon, className } = looks[outcome];
          return (
            <li key={job_id} className="flex min-w-0 items-center gap-2">
              <Icon aria-hidden className={`size-4 shrink-0 ${className}`} />
              <Link
                href={`/jobs/${job_id}`}
                prefetch={false}
                className="min-w-0 truncate rounded-sm hover:text-accent-ink hover:underline max-md:py-2"
              >
                {titles.get(job_id) ?? job_id}
              </Link>
              <span className="shrink-0 text-muted text-sm">
                {t(`report.outcome.${outcome}`)}
                {error && `: ${t(`report.error.${error}`)}`}
              </span>
            </li>
          );
        })}
        {answer.jobs.length > SHOWN && (
          <li className="text-muted text-sm">{t("report.more", { count: answer.jobs.length - SHOWN })}</li>
        )}
      </ul>
      {canAudit && (
        <Link
          href="/audit?action=recoverJobs"
          className="mt-3 inline-block rounded-sm text-accent-ink text-sm underline-offset-2 hover:underline max-md:py-2"
        >
          {t("report.audit")}
        </Link>
      )}
    </div>
  );
}
