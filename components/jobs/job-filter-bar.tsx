"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useId, useTransition } from "react";
import { jobPriority } from "@/lib/contract/jobs";
import { jobPriorities } from "@/lib/jobs/state";
import { Select } from "../ui/select";
import { type JobFilters, jobsHref } from "./job-filters";
import { priorityWords } from "./job-words";

type JobFilterBarProps = { filters: JobFilters; lessonTitle: string | null };

export function JobFilterBar({ filters, lessonTitle }: JobFilterBarProps) {
  const router = useRouter();
  const selectId = useId();
  const [isPending, startTransition] = useTransition();

  function choose(value: string) {
    const chosen = jobPriority.safeParse(value);
    startTransition(() => {
      router.push(jobsHref(filters, { priority: chosen.success ? [chosen.data] : undefined }));
    });
  }

  return (
    <div aria-busy={isPending} className="flex flex-wrap items-center gap-2">
      <div className="flex items-center gap-2">
        <label htmlFor={selectId} className="text-muted text-sm max-md:sr-only">
          Priority
        </label>
        <Select
          id={selectId}
          value={filters.priority?.length === 1 ? filters.priority[0] : ""}
          onChange={(event) => choose(event.target.value)}
          className="h-8 w-36 text-sm"
        >
          <option value="">Any priority</option>
          {jobPriorities.map((priority) => (
            <option key={priority} value={priority}>
              {priorityWords[priority]}
            </option>
          ))}
        </Select>
      </div>
      {filters.lesson_id && (
        <Link
          href={jobsHref(filters, { lesson_id: undefined })}
          className="inline-flex h-8 max-w-80 items-center gap-1.5 rounded-md bg-accent-soft pr-2 pl-3 text-accent-ink text-sm max-md:h-11"
        >
          <span className="truncate">Lesson: {lessonTitle ?? filters.lesson_id}</span>
          <X aria-hidden className="size-3.5 shrink-0" />
          <span className="sr-only">(show all lessons)</span>
        </Link>
      )}
    </div>
  );
}
