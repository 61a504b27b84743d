"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { Attempt, LogLine } from "@/lib/contract/jobs";
import { RelativeTime } from "../time/relative-time";
import { RunningDuration } from "../time/running-duration";
import { useTimes } from "../time/use-times";
import { CodeBlock } from "../ui/code-block";
import { attemptLooks } from "./job-status";
import { LogLines } from "./log-lines";
import { StatusBadge } from "./status-badge";
import { useUsageWords } from "./use-model-use";
import { workerHref } from "./worker-href";

/** One try at a job: who made it, how long it took, how it ended and what it said. */
export function AttemptCard({ attempt, lines }: { attempt: Attempt; lines: readonly LogLine[] }) {
  const t = useTranslations("job.attempts");
  const times = useTimes();
  const usageWords = useUsageWords();
  return (
    <li className="rounded-lg border px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-medium">{t("name", { number: attempt.attempt })}</h3>
        <StatusBadge look={attemptLooks[attempt.outcome]} />
        <span className="ml-auto text-muted text-sm">
          {t.rich("started", { time: () => <RelativeTime at={attempt.started_at} /> })}
        </span>
      </div>
      <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <Figure name={t("waited")}>{times.duration(attempt.wait_seconds)}</Figure>
        <Figure name={t("ran")}>
          {attempt.run_seconds === null ? (
            <RunningDuration since={attempt.started_at} />
          ) : (
            times.duration(attempt.run_seconds)
          )}
        </Figure>
        <Figure name={t("worker")}>
          <Link
            href={workerHref(attempt.worker_id)}
            prefetch={false}
            className="break-all rounded-sm font-mono text-accent-ink text-xs hover:underline"
          >
            {attempt.worker_id}
          </Link>
        </Figure>
        {attempt.llm_usage && <Figure name={t("modelUse")}>{usageWords(attempt.llm_usage)}</Figure>}
      </dl>
      {attempt.error_message && (
        <p className="mt-2 wrap-anywhere">
          {attempt.error_message}
          {attempt.error_code && (
            <span className="ml-2 font-mono text-muted text-xs">{attempt.error_code}</span>
          )}
        </p>
      )}
      <div className="mt-2 grid gap-1">
        {attempt.stack && (
          <Folded words={t("stack")}>
            <CodeBlock text={attempt.stack} label={t("stackOf", { number: attempt.attempt })} />
          </Folded>
        )}
        {lines.length > 0 && (
          <Folded words={t("lines", { count: lines.length })}>
            <LogLines lines={lines} since={attempt.started_at} />
          </Folded>
        )}
      </div>
    </li>
  );
}

/** What is folded is not in the page: a job that failed often may have thousands of lines. */
function Folded({ words, children }: { words: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit rounded-sm text-muted text-sm hover:text-ink max-md:py-1.5">{words}</summary>
      {isOpen && <div className="mt-2 mb-1">{children}</div>}
    </details>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
