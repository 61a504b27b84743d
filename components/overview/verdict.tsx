"use client";

import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { AlertRule } from "@/lib/contract/alerts";
import type { JobCounts } from "@/lib/contract/jobs";
import type { JobHealth, JobTrends } from "@/lib/contract/stats";
import { FiringLine } from "../alerts/firing-line";
import { endedWithin } from "../charts/jobs-within";
import { VERDICT_HOURS } from "../charts/queries";
import { jobsHref } from "../jobs/job-filters";
import { useTimes } from "../time/use-times";

const looks = {
  good: { icon: CircleCheck, className: "text-completed" },
  warning: { icon: TriangleAlert, className: "text-timeout" },
  bad: { icon: CircleX, className: "text-failed" },
};

type VerdictProps = {
  health: JobHealth;
  trends: JobTrends;
  /** Those that fire and are not snoozed. */
  alerts: readonly AlertRule[];
  /** As they are now: they come by themselves, the rest a little later. */
  counts: JobCounts | undefined;
  isPaused: boolean;
  hasNoWorker: boolean;
};

/** In one sentence: is the queue well? Below it the alerts and the other reasons, each with the way to its cause. */
export function Verdict({ health, trends, alerts, counts, isPaused, hasNoWorker }: VerdictProps) {
  const t = useTranslations("overview.verdict");
  // Of those that are pending some may not be due yet.
  const waiting = Math.min(trends.flow.waiting, counts?.pending ?? Number.POSITIVE_INFINITY);
  const scheduled = Math.min(trends.flow.scheduled, (counts ?? health).pending - waiting);
  const running = counts?.running ?? health.running;
  const verdict = kindOf(health.status, isPaused, hasNoWorker, waiting + scheduled + running === 0);
  const sentence = t(verdict.words, { waiting, running });
  // What an alert says need not be said twice.
  const reasons = health.reasons
    .filter(isOfWindow)
    .filter(({ code }) => !alerts.some(({ kind }) => kind === code));
  const saysFailures = [...alerts.map(({ kind }) => kind), ...reasons.map(({ code }) => code)].includes(
    "failure_rate",
  );
  const { icon: Icon, className } = looks[verdict.look];
  return (
    <div className="flex items-start gap-3">
      <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${className}`} />
      <div className="min-w-0">
        <p className="font-medium text-lg">
          {scheduled > 0 ? t("andScheduled", { verdict: sentence, count: scheduled }) : sentence}
        </p>
        {!saysFailures && (
          <p className="text-muted">
            {t("lastHour", {
              ended: health.recent_completed + health.recent_failed,
              failed: health.recent_failed,
            })}
          </p>
        )}
        {alerts.length + reasons.length > 0 && (
          <ul className="mt-1 grid gap-1">
            {alerts.map((rule) => (
              <FiringLine key={rule.kind} rule={rule} more={<AlertsLink />} />
            ))}
            {reasons.map((reason) => (
              <Reason
                key={reason.code}
                reason={reason}
                health={health}
                from={windowStart(trends.timestamp)}
              />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

/** Where the window of the verdict begins, in Unix ms: on a whole minute, as the server counts it. */
const windowStart = (now: string) => Math.floor(Date.parse(now) / 60_000 - VERDICT_HOURS * 60) * 60_000;

function AlertsLink() {
  const t = useTranslations("alerts.firing");
  return (
    <Link
      href="/alerts"
      prefetch={false}
      className="whitespace-nowrap text-accent-ink underline underline-offset-2"
    >
      {t("seeAlert")}
    </Link>
  );
}

function kindOf(status: JobHealth["status"], isPaused: boolean, hasNoWorker: boolean, isEmpty: boolean) {
  if (status === "critical") return { look: "bad", words: "critical" } as const;
  if (status === "degraded") return { look: "warning", words: "degraded" } as const;
  if (isPaused) return { look: "warning", words: "paused" } as const;
  if (hasNoWorker) return { look: "warning", words: "noWorker" } as const;
  return { look: "good", words: isEmpty ? "idle" : "healthy" } as const;
}

const windowCodes = ["no_worker", "failure_rate", "queue_delay", "processing_time"] as const;
type WindowReason = JobHealth["reasons"][number] & { code: (typeof windowCodes)[number] };

/** Of what the health measures itself; the others are alerts alone. */
const isOfWindow = (reason: JobHealth["reasons"][number]): reason is WindowReason =>
  windowCodes.some((code) => code === reason.code);

type ReasonProps = { reason: WindowReason; health: JobHealth; from: number };

function Reason({ reason: { code, level, value, limit }, health, from }: ReasonProps) {
  const t = useTranslations("overview.verdict");
  const format = useFormatter();
  const { duration } = useTimes();
  const amount = (measured: number | null) =>
    code === "failure_rate"
      ? `${format.number(measured ?? 0, { maximumFractionDigits: 1 })} %`
      : duration((measured ?? 0) * (code === "queue_delay" ? 60 : 1));
  const href = {
    no_worker: "/workers",
    failure_rate: jobsHref({ status: ["failed", "timeout"], ...endedWithin(from) }),
    queue_delay: `/jobs/${health.oldest_pending_job_id}`,
    processing_time: jobsHref({
      status: ["completed"],
      ...endedWithin(from),
      sort: "-processing_time_seconds",
    }),
  }[code];
  return (
    <li className="text-muted">
      <span className={level === "high" ? "text-failed" : "text-timeout"}>{t(`level.${level}`)}</span>
      {" · "}
      <span className="text-ink">{t(`reason.${code}`, { amount: amount(value), limit: amount(limit) })}</span>{" "}
      <Link
        href={href}
        prefetch={false}
        className="whitespace-nowrap text-accent-ink underline underline-offset-2"
      >
        {t(`see.${code}`)}
      </Link>
    </li>
  );
}
