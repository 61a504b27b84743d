"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useId } from "react";
import { jobStatuses } from "@/lib/jobs/state";
import { jobsHref } from "../jobs/job-filters";
import { jobStatusLooks } from "../jobs/job-status";
import { jobCountsQuery } from "../jobs/queries";
import { classNames } from "../ui/class-names";

/** The number of jobs in each state, whatever the time that the charts show; each leads to those jobs. */
export function CountLinks() {
  const { data: counts } = useQuery(jobCountsQuery());
  const t = useTranslations("overview");
  const common = useTranslations("common.status");
  const format = useFormatter();
  const captionId = useId();
  return (
    <div>
      <p id={captionId} className="mb-1.5 text-muted text-sm">
        {t("byState")}
      </p>
      <ul
        aria-labelledby={captionId}
        className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line sm:grid-cols-3 xl:grid-cols-6"
      >
        {jobStatuses.map((status) => {
          const { icon: Icon, text } = jobStatusLooks[status];
          return (
            <li key={status} className="bg-surface">
              <Link
                href={jobsHref({ status: [status] })}
                className="-outline-offset-2 flex flex-col-reverse gap-1 px-4 py-3 transition-colors hover:bg-canvas"
              >
                <span className="flex items-center gap-1.5 text-muted text-sm">
                  <Icon aria-hidden className={classNames("size-3.5", text)} />
                  {common(status)}
                </span>
                <span className="font-semibold text-2xl tracking-tight">
                  {counts?.[status] === undefined ? "–" : format.number(counts[status])}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
