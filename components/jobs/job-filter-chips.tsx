import { X } from "lucide-react";
import Link from "next/link";
import { formatAbsolute } from "@/lib/time";
import { type JobFilters, jobsHref } from "./job-filters";
import { styleWords } from "./job-words";

type JobFilterChipsProps = { filters: JobFilters; lessonTitle: string | null };

/** The filters of the address that have no control of their own; each can be taken away. */
export function JobFilterChips({ filters, lessonTitle }: JobFilterChipsProps) {
  const chips = chipsOf(filters, lessonTitle);
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex flex-wrap gap-2 pt-4">
      {chips.map(({ words, without }) => (
        <li key={words} className="max-w-full">
          <Link
            href={jobsHref(filters, without)}
            className="flex h-8 max-w-80 items-center gap-1.5 rounded-md bg-accent-soft pr-2 pl-3 text-accent-ink text-sm max-md:h-11"
          >
            <span className="truncate">{words}</span>
            <X aria-hidden className="size-3.5 shrink-0" />
            <span className="sr-only">(take this filter away)</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

type Chip = { words: string; without: Partial<JobFilters> };

/** Times in UTC, as they stand in the address. */
function chipsOf(filters: JobFilters, lessonTitle: string | null): Chip[] {
  const { lesson_id, user_id, worker_id, error_code, style, created_after, created_before } = filters;
  const { completed_after, completed_before } = filters;
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
    completed_after
      ? {
          words: `Ended after ${formatAbsolute(completed_after, "UTC")}`,
          without: { completed_after: undefined },
        }
      : undefined,
    completed_before
      ? {
          words: `Ended before ${formatAbsolute(completed_before, "UTC")}`,
          without: { completed_before: undefined },
        }
      : undefined,
  ];
  return chips.filter((chip) => chip !== undefined);
}
