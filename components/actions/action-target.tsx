"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { BulkActionDetail } from "@/lib/contract/bulk-actions";
import { jobsHref } from "../jobs/job-filters";
import { shortId } from "../jobs/job-words";
import { useTimes } from "../time/use-times";

/** Of named jobs so many are linked; the table below has those that were not changed. */
const MAX_LINKS = 20;

/** Which jobs an action was about: its filter, as a link to the list that it makes, or the named jobs. */
export function ActionTarget({ action }: { action: BulkActionDetail }) {
  return action.filter ? <FilterTarget filter={action.filter} /> : <NamedJobs action={action} />;
}

function NamedJobs({ action: { job_ids, lesson_titles: titles } }: { action: BulkActionDetail }) {
  const t = useTranslations("actions.page");
  const ids = job_ids ?? [];
  return (
    <ul className="grid gap-1">
      {ids.slice(0, MAX_LINKS).map((id) => (
        <li key={id}>
          <ActionJob id={id} title={titles[id]} />
        </li>
      ))}
      {ids.length > MAX_LINKS && (
        <li className="text-muted">{t("more", { count: ids.length - MAX_LINKS })}</li>
      )}
    </ul>
  );
}

/** A job by its lesson's title and the beginning of its id; a job that has gone has its id alone. */
export function ActionJob({ id, title }: { id: string; title: string | undefined }) {
  return (
    <Link
      href={`/jobs/${id}`}
      prefetch={false}
      title={title === undefined ? id : `${title} · ${id}`}
      className="flex items-baseline gap-2 rounded-sm text-accent-ink text-sm hover:underline max-md:block max-md:py-1"
    >
      {title !== undefined && <span className="min-w-0 truncate max-md:block">{title}</span>}
      <span className="shrink-0 font-mono text-xs">{shortId(id)}</span>
    </Link>
  );
}

type Filter = NonNullable<BulkActionDetail["filter"]>;

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

const textNames = ["q", "lesson_id", "user_id", "worker_id", "error_code"] as const;
const timeNames = ["created_after", "created_before", "completed_after", "completed_before"] as const;
const oneOf = <T extends string>(names: readonly T[], name: string) => names.find((each) => each === name);

/** Each condition of the filter in words. */
function useFilterWords(filter: Filter): string[] {
  const t = useTranslations("actions.filters");
  const common = useTranslations("common");
  const times = useTimes();
  const { status, priority, style, include_finished, ...others } = filter;
  const list = (values: readonly string[]) => values.join(", ");
  const words = [
    status && t("status", { value: list(status.map((one) => common(`status.${one}`))) }),
    priority && t("priority", { value: list(priority.map((one) => common(`priority.${one}`))) }),
    style && t("style", { value: common(`style.${style}`) }),
    include_finished === false && t("unfinished"),
    ...Object.entries(others).map(([name, value]) => {
      if (typeof value !== "string") return undefined;
      const time = oneOf(timeNames, name);
      if (time) return t(time, { value: times.absolute(value) });
      const text = oneOf(textNames, name);
      return text ? t(text, { value }) : t("other", { name, value });
    }),
  ].filter((each) => typeof each === "string");
  // Every filter ends at the start of the action; alone it says that all jobs were meant.
  return Object.keys(filter).every((name) => name === "created_before" || name === "include_finished") &&
    include_finished !== false
    ? [t("everything"), ...words]
    : words;
}
