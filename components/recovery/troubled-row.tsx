"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { TroubledJob, TroubleKind } from "@/lib/contract/recovery";
import { jobsHref } from "../jobs/job-filters";
import { RelativeTime } from "../time/relative-time";
import { classNames } from "../ui/class-names";

type TroubledRowProps = {
  kind: TroubleKind;
  job: TroubledJob;
  isChosen?: boolean;
  /** Left out where nothing can be chosen. */
  onChoose?: (isChosen: boolean) => void;
};

const link = "rounded-sm hover:text-accent-ink hover:underline";

/** One job in trouble: which, why it is here, since when, and what recovering would do. */
export function TroubledRow({ kind, job, isChosen = false, onChoose }: TroubledRowProps) {
  const t = useTranslations("recovery");
  return (
    <li className="flex gap-3 py-3">
      {onChoose && (
        <input
          type="checkbox"
          aria-label={t("select", { title: job.lesson_title })}
          checked={isChosen}
          onChange={({ target }) => onChoose(target.checked)}
          className="mt-1 size-4 shrink-0 accent-accent"
        />
      )}
      <div className="grid min-w-0 flex-1 gap-x-6 gap-y-1 md:grid-cols-[minmax(0,1fr)_auto]">
        <div className="min-w-0">
          <Link
            href={`/jobs/${job.job_id}`}
            prefetch={false}
            className={classNames("wrap-anywhere font-medium max-md:py-1", link)}
          >
            {job.lesson_title}
          </Link>
          <p className="wrap-anywhere">{t(`cause.${job.cause}`)}</p>
          <p className="flex flex-wrap gap-x-3 text-muted text-sm">
            <span>{t.rich(`since.${kind}`, { time: () => <RelativeTime at={job.since} /> })}</span>
            <span>{t("retries", { used: job.retry_count, allowed: job.max_retries })}</span>
            {job.worker_id && (
              <Link
                href={jobsHref({ worker_id: job.worker_id })}
                prefetch={false}
                className={classNames("min-w-0 truncate", link)}
              >
                {t("worker", { id: job.worker_id })}
              </Link>
            )}
          </p>
        </div>
        <p
          className={classNames(
            "text-sm md:text-right",
            job.outcome === "failed" ? "font-medium text-failed" : "text-muted",
          )}
        >
          {t(`outcome.${job.outcome}`)}
        </p>
      </div>
    </li>
  );
}
