"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { FailureGroups, TrendsQuery } from "@/lib/contract/stats";
import { ActionButtons } from "../actions/action-buttons";
import { endedWithin } from "../charts/jobs-within";
import { failuresOptions } from "../charts/queries";
import { LoadFailure } from "../http/load-failure";
import { type JobFilters, jobsHref } from "../jobs/job-filters";
import { RelativeTime } from "../time/relative-time";
import { Skeleton } from "../ui/skeleton";

/** Of a group nothing else is worth one press; its jobs are one link away. */
const retry = ["retry"] as const;

type Group = FailureGroups["groups"][number];

/** The filter of the list that shows exactly the jobs of a group; null where no filter can. */
export function filterOf(group: Group, from: string): JobFilters | null {
  if (group.error_code === null) return null;
  return { status: ["failed", "timeout"], error_code: group.error_code, ...endedWithin(Date.parse(from)) };
}

/** What failed in the chosen time, one row for each error: what it says, how often, and the way to those jobs. */
export function Failures({ query, canAct }: { query: TrendsQuery; canAct: boolean }) {
  const t = useTranslations("overview.failures");
  const charts = useTranslations("charts");
  const { data, error, refetch } = useQuery(failuresOptions(query));
  if (!data) {
    return error ? (
      <LoadFailure title={charts("loadFailed")} error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton className="h-32" />
    );
  }
  if (data.groups.length === 0) return <p className="text-muted">{t("none")}</p>;
  return (
    <ul aria-label={t("title")} className="divide-y">
      {data.groups.map((group) => (
        <FailureRow key={group.error_code ?? ""} group={group} from={data.from} canAct={canAct} />
      ))}
    </ul>
  );
}

type FailureRowProps = { group: Group; from: string; canAct: boolean };

function FailureRow({ group, from, canAct }: FailureRowProps) {
  const t = useTranslations("overview.failures");
  const { error_code, count, lessons, timeouts, message, last_at, last_job_id } = group;
  const filter = filterOf(group, from);
  const code = error_code ?? t("noCode");
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 py-3 first:pt-0">
      <div className="min-w-0 flex-1 basis-80">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="wrap-anywhere font-mono text-sm">{code}</span>
          {filter ? (
            <Link
              href={jobsHref(filter)}
              prefetch={false}
              aria-label={t("seeJobs", { count, code })}
              className="font-medium text-accent-ink underline-offset-2 hover:underline max-md:py-2"
            >
              {t("jobs", { count })}
            </Link>
          ) : (
            <span className="font-medium">{t("jobs", { count })}</span>
          )}
        </p>
        {message && <p className="mt-0.5 line-clamp-2 wrap-anywhere text-muted">{message}</p>}
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-muted text-sm">
          <span>{t("lessons", { count: lessons })}</span>
          {timeouts > 0 && <span>{t("timeouts", { count: timeouts })}</span>}
          <span>
            {t.rich("last", {
              time: () => <RelativeTime at={last_at} />,
              link: (words) => (
                <Link
                  href={`/jobs/${last_job_id}`}
                  prefetch={false}
                  className="text-accent-ink underline underline-offset-2"
                >
                  {words}
                </Link>
              ),
            })}
          </span>
        </p>
      </div>
      {filter ? (
        <ActionButtons kinds={retry} selection={{ kind: "filter", filter, count }} canAct={canAct} />
      ) : (
        <p className="text-muted text-sm">{t("noCodeWhy")}</p>
      )}
    </li>
  );
}
