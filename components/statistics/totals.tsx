"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { JobTrends } from "@/lib/contract/stats";
import { comparable, deltaOf, ofMany } from "../charts/delta";
import { DeltaWords } from "../charts/delta-words";
import { useTimes } from "../time/use-times";

/** The whole window in numbers, beside the time of equal length before it. */
export function Totals({ trends }: { trends: JobTrends }) {
  const { total, previous } = trends;
  const less = ofMany(trends, "less");
  const before = comparable(previous);
  const t = useTranslations("statistics.total");
  const format = useFormatter();
  const { duration } = useTimes();
  const success = (rate: number | null) => (rate === null ? null : 100 - rate);
  const seconds = (value: number | null) => (value === null ? "–" : duration(value));
  const rate = success(total.failure_rate);
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line md:grid-cols-3 xl:grid-cols-6">
      <Total
        name={t("created")}
        note={<DeltaWords delta={deltaOf(total.created, before?.created, null)} unit="percent" />}
      >
        {format.number(total.created)}
      </Total>
      <Total
        name={t("completed")}
        note={<DeltaWords delta={deltaOf(total.completed, before?.completed, null)} unit="percent" />}
      >
        {format.number(total.completed)}
      </Total>
      <Total
        name={t("failed")}
        note={
          <DeltaWords
            delta={deltaOf(total.failed + total.timeout, before && before.failed + before.timeout, less)}
            unit="percent"
          />
        }
      >
        {format.number(total.failed + total.timeout)}
      </Total>
      <Total
        name={t("success")}
        note={
          <DeltaWords
            delta={deltaOf(rate, success(previous.failure_rate), ofMany(trends, "more"), "points")}
            unit="points"
          />
        }
      >
        {rate === null ? "–" : `${format.number(rate, { maximumFractionDigits: 1 })} %`}
      </Total>
      <Total
        name={t("wait")}
        note={
          <DeltaWords
            delta={deltaOf(total.wait_seconds.p95, previous.wait_seconds.p95, less)}
            unit="percent"
          />
        }
      >
        {seconds(total.wait_seconds.p95)}
      </Total>
      <Total
        name={t("run")}
        note={
          <DeltaWords delta={deltaOf(total.run_seconds.p95, previous.run_seconds.p95, less)} unit="percent" />
        }
      >
        {seconds(total.run_seconds.p95)}
      </Total>
    </dl>
  );
}

function Total({ name, note, children }: { name: string; note: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1 bg-surface px-4 py-3">
      <dt className="text-muted text-sm">{name}</dt>
      <dd className="wrap-anywhere font-semibold text-xl tracking-tight">{children}</dd>
      <dd className="wrap-anywhere text-sm">{note}</dd>
    </div>
  );
}
