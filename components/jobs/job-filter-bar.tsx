"use client";

import { useRouter } from "next/navigation";
import { useId, useTransition } from "react";
import { jobPriority, jobSort, jobSorts } from "@/lib/contract/jobs";
import { jobPriorities } from "@/lib/jobs/state";
import { SearchField } from "../ui/search-field";
import { Select } from "../ui/select";
import { type JobFilters, jobsHref, toQuery } from "./job-filters";
import { priorityWords, sortWords } from "./job-words";

/** What narrows and orders the list. Filters that only links set stand below, as chips (job-filter-chips.tsx). */
export function JobFilterBar({ filters }: { filters: JobFilters }) {
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
    </div>
  );
}
