"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { Job } from "@/lib/contract/jobs";
import { useMessageOf } from "../../http/use-message-of";
import { RelativeTime } from "../../time/relative-time";
import { Button } from "../../ui/button";
import { InputField } from "../../ui/field";
import { Skeleton } from "../../ui/skeleton";
import { jobStatusLooks } from "../job-status";
import { shortId } from "../job-words";
import { jobListQuery, LESSON_JOBS } from "../queries";
import { StatusBadge } from "../status-badge";
import { compareHref } from "./compare-href";

/** What a job may be compared with: another one of its lesson, or any by its id. */
export function ChooseJob({ job }: { job: Job }) {
  const t = useTranslations("job.compare");
  return (
    <div className="grid gap-6">
      <section>
        <h3 className="mb-1 font-medium">{t("ofLesson")}</h3>
        <OfLesson job={job} />
      </section>
      <ChooseById first={job.job_id} />
    </div>
  );
}

function OfLesson({ job }: { job: Job }) {
  const t = useTranslations("job.compare");
  const messageOf = useMessageOf();
  // One more than is shown: the job itself is among them.
  const { data, error } = useQuery(jobListQuery({ lesson_id: job.lesson_id }, LESSON_JOBS + 1));
  if (error) return <p className="text-muted">{messageOf(error)}</p>;
  if (!data) {
    return (
      <div role="progressbar" aria-label={t("loading")}>
        <Skeleton className="h-20" />
      </div>
    );
  }
  const others = data.jobs.filter(({ job_id }) => job_id !== job.job_id).slice(0, LESSON_JOBS);
  if (others.length === 0) return <p className="text-muted">{t("noOther")}</p>;
  return (
    <ul className="divide-y">
      {others.map((other) => (
        <li key={other.job_id} className="flex items-center gap-3 py-2">
          <StatusBadge look={jobStatusLooks[other.status]} />
          <Link
            href={compareHref({ a: job.job_id, b: other.job_id })}
            prefetch={false}
            className="min-w-0 truncate rounded-sm font-mono text-accent-ink text-xs hover:underline max-md:py-2"
          >
            {shortId(other.job_id)}
          </Link>
          <span className="ml-auto shrink-0 text-muted text-sm">
            <RelativeTime at={other.created_at} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A plain form of the browser's: it works before and without any script. `first` is known already, or asked for too. */
export function ChooseById({ first }: { first?: string | undefined }) {
  const t = useTranslations("job.compare");
  const formId = useId();
  return (
    <form action="/jobs/compare" className="grid gap-4">
      {first === undefined ? (
        <InputField id={`${formId}-a`} name="a" label={t("first")} {...idField} />
      ) : (
        <input type="hidden" name="a" value={first} />
      )}
      <InputField
        id={`${formId}-b`}
        name="b"
        label={first === undefined ? t("second") : t("byId")}
        hint={t("idHint")}
        {...idField}
      />
      <Button type="submit" look="primary" className="justify-self-end max-md:w-full">
        {t("submit")}
      </Button>
    </form>
  );
}

const idField = { required: true, maxLength: 500, autoComplete: "off", spellCheck: false } as const;
