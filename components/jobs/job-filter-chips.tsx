"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTimes } from "../time/use-times";
import { createdSpans, type JobAddress, jobsHref } from "./job-filters";

type JobFilterChipsProps = { address: JobAddress; lessonTitle: string | null };

/** What narrows the list beside the tabs and the search; each can be taken away. */
export function JobFilterChips({ address, lessonTitle }: JobFilterChipsProps) {
  const t = useTranslations("jobs.chips");
  const chips = useChips(address, lessonTitle);
  if (chips.length === 0) return null;
  const none = Object.fromEntries(
    chips.flatMap(({ without }) => Object.keys(without).map((key) => [key, undefined])),
  );
  return (
    <div className="flex flex-wrap items-center gap-2 pt-3">
      <ul aria-label={t("label")} className="contents">
        {chips.map(({ words, without }) => (
          <li key={words} className="max-w-full">
            <Link
              href={jobsHref(address, without)}
              className="flex h-7 max-w-80 items-center gap-1.5 rounded-md bg-accent-soft pr-2 pl-3 text-accent-ink text-sm max-md:h-11"
            >
              <span className="truncate">{words}</span>
              <X aria-hidden className="size-3.5 shrink-0" />
              <span className="sr-only">{t("takeAway")}</span>
            </Link>
          </li>
        ))}
      </ul>
      {chips.length > 1 && (
        <Link
          href={jobsHref(address, none)}
          className="flex h-7 items-center rounded-md px-2 text-muted text-sm hover:text-ink max-md:h-11"
        >
          {t("takeAllAway")}
        </Link>
      )}
    </div>
  );
}

type Chip = { words: string; without: Partial<JobAddress> };

function useChips(address: JobAddress, lessonTitle: string | null): Chip[] {
  const t = useTranslations("jobs.chips");
  const spans = useTranslations("jobs.filter");
  const common = useTranslations("common");
  const times = useTimes();
  const { status, priority, style, lesson_id, user_id, worker_id, error_code } = address;
  const { created_within, created_after, created_before, completed_after, completed_before } = address;
  const chips: (Chip | false | undefined)[] = [
    // One state is a tab.
    status !== undefined &&
      status.length > 1 && {
        words: t("state", { value: status.map((one) => common(`status.${one}`)).join(", ") }),
        without: { status: undefined },
      },
    priority && {
      words: t("priority", { value: priority.map((one) => common(`priority.${one}`)).join(", ") }),
      without: { priority: undefined },
    },
    lesson_id !== undefined && {
      words: t("lesson", { value: lessonTitle ?? lesson_id }),
      without: { lesson_id: undefined },
    },
    user_id !== undefined && { words: t("user", { value: user_id }), without: { user_id: undefined } },
    worker_id !== undefined && {
      words: t("worker", { value: worker_id }),
      without: { worker_id: undefined },
    },
    error_code !== undefined && {
      words: t("error", { value: error_code }),
      without: { error_code: undefined },
    },
    style && { words: t("style", { value: common(`style.${style}`) }), without: { style: undefined } },
    created_within !== undefined && {
      words: t("created", { value: wordsOfSpan(created_within) }),
      without: { created_within: undefined },
    },
    created_after !== undefined && {
      words: t("after", { time: times.absolute(created_after) }),
      without: { created_after: undefined },
    },
    created_before !== undefined && {
      words: t("before", { time: times.absolute(created_before) }),
      without: { created_before: undefined },
    },
    completed_after !== undefined && {
      words: t("endedAfter", { time: times.absolute(completed_after) }),
      without: { completed_after: undefined },
    },
    completed_before !== undefined && {
      words: t("endedBefore", { time: times.absolute(completed_before) }),
      without: { completed_before: undefined },
    },
  ];
  return chips.filter((chip): chip is Chip => Boolean(chip));

  function wordsOfSpan(span: string): string {
    const known = createdSpans.find((one) => one === span);
    return known ? spans(`spans.${known}`) : spans("within", { span });
  }
}
