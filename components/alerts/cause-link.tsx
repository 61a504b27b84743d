"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type AlertKind, FAILURE_RATE_MINUTES } from "@/lib/contract/alert-rules";
import { endedWithin } from "../charts/jobs-within";
import { jobsHref } from "../jobs/job-filters";
import { useNow } from "../time/clock";

const MINUTE_MS = 60_000;

/** The way to what lies behind an alert. */
export function CauseLink({ kind }: { kind: AlertKind }) {
  const t = useTranslations("alerts.kind");
  // By the minute, so that the address stands still while somebody reads it.
  const minute = Math.floor(useNow() / MINUTE_MS) * MINUTE_MS;
  const waiting = jobsHref({ status: ["pending"], sort: "created_at" });
  const href = {
    no_worker: "/workers",
    stalled: waiting,
    failure_rate: jobsHref({
      status: ["failed", "timeout"],
      ...endedWithin(minute - FAILURE_RATE_MINUTES * MINUTE_MS),
    }),
    queue_delay: waiting,
    disk_space: "/recovery",
    database_size: "/recovery",
    rollup: "/workers",
  }[kind];
  return (
    <Link
      href={href}
      prefetch={false}
      className="whitespace-nowrap text-accent-ink underline underline-offset-2"
    >
      {t(`${kind}.see`)}
    </Link>
  );
}
