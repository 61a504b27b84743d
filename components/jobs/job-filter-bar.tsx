"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useId, useTransition } from "react";
import { jobPriority, jobSort, jobSorts } from "@/lib/contract/jobs";
import { jobPriorities } from "@/lib/jobs/state";
import { formatAbsolute } from "@/lib/time";
import { SearchField } from "../ui/search-field";
import { Select } from "../ui/select";
import { type JobFilters, jobsHref, toQuery } from "./job-filters";
import { priorityWords, sortWords, styleWords } from "./job-words";

type JobFilterBarProps = { filters: JobFilters; lessonTitle: string | null };

/** What narrows and orders the list: search, priority and order as controls, the rest as chips that can be taken away. */
export function JobFilterBar({ filters, lessonTitle }: JobFilterBarProps) {
  const router = useRouter();
  const priorityId = useId();
  const sortId = useId();
  const [isPending, startTransition] = useTransition();
  const go = (changes: Partial<JobFilters>) => startTransition(() => router.push(jobsHref(filters, changes)));
  const { q, ...others } = filters;
  const kept = new URLSearchParams(toQuery({ ...others, cursor: undefined }));

  return (
    <div aria-busy={isPending} className="flex flex-wrap items-center gap-2 max-md:w-full">
      <SearchField
        q={q ?? ""}
        path="/jobs"
        kept={Object.fromEntries(kept)}
        label="Search jobs by id, lesson, user or error"
        placeholder="Id, lesson, user or error"
        className="w-64 max-md:w-full"
      />
      <label htmlFor={priorityId} className="sr-only">
        Priority
      </label>
      <Select
        id={priorityId}
        value={filters.priority?.length === 1 ? filters.priority[0] : ""}
        onChange={({ target }) => {
          const chosen = jobPriority.safeParse(target.value);
          go({ priority: chosen.success ? [chosen.data] : undefined });
        }}
        className="h-8 w-36 text-sm max-md:w-full"
        frameClassName="max-md:flex-1"
      >
        <option value="">Any priority</option>
        {jobPriorities.map((priority) => (
          <option key={priority} value={priority}>
            {priorityWords[priority]}
          </option>
        ))}
      </Select>
      <label htmlFor={sortId} className="sr-only">
        Order
      </label>
      <Select
        id={sortId}
        value={filters.sort ?? "-created_at"}
        onChange={({ target }) => {
          const chosen = jobSort.catch("-created_at").parse(target.value);
          go({ sort: chosen === "-created_at" ? undefined : chosen });
        }}
        className="h-8 w-44 text-sm max-md:w-full"
        frameClassName="max-md:flex-1"
      >
        {jobSorts.map((sort) => (
          <option key={sort} value={sort}>
            {sortWords[sort]}
          </option>
        ))}
      </Select>
      {chipsOf(filters, lessonTitle).map(({ words, without }) => (
        <Link
          key={words}
          href={jobsHref(filters, without)}
          className="inline-flex h-8 max-w-80 items-center gap-1.5 rounded-md bg-accent-soft pr-2 pl-3 text-accent-ink text-sm max-md:h-11"
        >
          <span className="truncate">{words}</span>
          <X aria-hidden className="size-3.5 shrink-0" />
          <span className="sr-only">(take this filter away)</span>
        </Link>
      ))}
    </div>
  );
}

type Chip = { words: string; without: Partial<JobFilters> };

/** The filters that have no control of their own. Times in UTC, as they stand in the address. */
function chipsOf(filters: JobFilters, lessonTitle: string | null): Chip[] {
  const { lesson_id, user_id, worker_id, error_code, style, created_after, created_before } = filters;
  const chips: (Chip | undefined)[] = [
    lesson_id
      ? { words: `Lesson: ${lessonTitle ?? lesson_id}`, without: { lesson_id: undefined } }
      : undefined,
    user_id ? { words: `User: ${user_id}`, without: { user_id: undefined } } : undefined,
    worker_id ? { words: `Worker: ${worker_id}`, without: { worker_id: undefined } } : undefined,
    error_code ? { words: `Error: ${error_code}`, without: { error_code: undefined } } : undefined,
    style ? { words: `Style: ${styleWords[style]}`, without: { style: undefined } } : undefined,
    created_after
      ? { words: `After ${formatAbsolute(created_after, "UTC")}`, without: { created_after: undefined } }
      : undefined,
    created_before
      ? { words: `Before ${formatAbsolute(created_before, "UTC")}`, without: { created_before: undefined } }
      : undefined,
  ];
  return chips.filter((chip) => chip !== undefined);
}
