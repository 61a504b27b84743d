"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { BulkAction } from "@/lib/contract/bulk-actions";
import { jobsHref } from "../jobs/job-filters";
import { shortId } from "../jobs/job-words";
import { useTimes } from "../time/use-times";

/** Of named jobs so many are linked; the table below has those that were not changed. */
const MAX_LINKS = 20;

/** Which jobs an action was about: its filter, as a link to the list that it makes, or the named jobs. */
export function ActionTarget({ action }: { action: BulkAction }) {
  return action.filter ? <FilterTarget filter={action.filter} /> : <NamedJobs ids={action.job_ids ?? []} />;
}

function NamedJobs({ ids }: { ids: readonly string[] }) {
  const t = useTranslations("actions.page");
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1">
      {ids.slice(0, MAX_LINKS).map((id) => (
        <li key={id}>
          <Link
            href={`/jobs/${id}`}
            prefetch={false}
            title={id}
            className="rounded-sm font-mono text-accent-ink text-sm hover:underline"
          >
            {shortId(id)}
          </Link>
        </li>
      ))}
      {ids.length > MAX_LINKS && (
        <li className="text-muted">{t("more", { count: ids.length - MAX_LINKS })}</li>
      )}
    </ul>
  );
}

type Filter = NonNullable<BulkAction["filter"]>;

function FilterTarget({ filter }: { filter: Filter }) {
  const t = useTranslations("actions");
  const words = useFilterWords(filter);
  const { include_finished: _flag, ...rest } = filter;
  return (
    <div className="grid gap-2">
      <ul className="flex flex-wrap gap-2">
        {words.map((each) => (
          <li
            key={each}
            className="max-w-full truncate rounded-md bg-accent-soft px-3 py-1 text-accent-ink text-sm"
          >
            {each}
          </li>
        ))}
      </ul>
      <Link
        href={jobsHref(rest)}
        className="inline-flex min-h-6 w-fit items-center rounded-sm text-accent-ink hover:underline"
      >
        {t("page.showJobs")}
      </Link>
    </div>
  );
}

/** Each condition of the filter in words. */
function useFilterWords(filter: Filter): string[] {
  const t = useTranslations("actions.filters");
  const common = useTranslations("common");
  const times = useTimes();
  const { status, priority, style, created_after, created_before, include_finished, ...texts } = filter;
  const list = (values: readonly string[]) => values.join(", ");
  const words = [
    status && t("status", { value: list(status.map((one) => common(`status.${one}`))) }),
    priority && t("priority", { value: list(priority.map((one) => common(`priority.${one}`))) }),
    style && t("style", { value: common(`style.${style}`) }),
    ...(["q", "lesson_id", "user_id", "worker_id", "error_code"] as const).map((name) => {
      const value = texts[name];
      return value && t(name, { value });
    }),
    include_finished === false && t("unfinished"),
    created_after && t("created_after", { value: times.absolute(created_after) }),
  ].filter((each) => typeof each === "string");
  // Every filter ends at the start of the action; alone it says that all jobs were meant.
  const end = created_before ? [t("created_before", { value: times.absolute(created_before) })] : [];
  return words.length > 0 ? [...words, ...end] : [t("everything"), ...end];
}
