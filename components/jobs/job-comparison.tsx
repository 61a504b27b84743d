"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ComparedMeasure, JobComparison as Comparison } from "@/lib/contract/comparison";
import type { Job } from "@/lib/contract/jobs";
import { LoadFailure } from "../http/load-failure";
import { useNow } from "../time/clock";
import { useTimes } from "../time/use-times";
import { classNames } from "../ui/class-names";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { isUnusual, verdictOf } from "./comparison-verdict";
import { DurationStrip } from "./duration-strip";
import { comparisonQuery } from "./queries";

/** Is this unusual? The job's wait and run beside those of the last of its kind. */
export function JobComparison({ job }: { job: Job }) {
  const t = useTranslations("job.comparison");
  const styles = useTranslations("common.style");
  const { data, error, refetch } = useQuery(comparisonQuery(job.job_id));
  return (
    <Section
      title={t("title")}
      aside={
        data &&
        data.sample_size > 0 && (
          <span className="text-muted text-sm" title={t("ofHint", { style: styles(data.style) })}>
            {t("of", { count: data.sample_size })}
          </span>
        )
      }
    >
      {data && <Compared job={job} comparison={data} />}
      {!data && !error && <Skeleton className="h-44" />}
      {!data && error && <LoadFailure title={t("failed")} error={error} onRetry={refetch} />}
    </Section>
  );
}

function Compared({ job, comparison }: { job: Job; comparison: Comparison }) {
  const t = useTranslations("job.comparison");
  const verdict = verdictOf(comparison, job, useNow());
  const unusual = isUnusual(verdict);
  const usual = verdict === "usual" || verdict === "usualSoFar";
  const Icon = unusual ? TriangleAlert : usual ? CircleCheck : Info;
  const color = unusual ? "text-timeout" : usual ? "text-completed" : "text-muted";
  return (
    <div className="grid gap-4">
      <p className="flex gap-2">
        <Icon aria-hidden className={classNames("mt-0.5 size-4 shrink-0", color)} />
        {t(verdict, { count: comparison.sample_size })}
      </p>
      {comparison.sample_size > 0 && verdict !== "notDue" && verdict !== "neverStarted" && (
        <dl className="grid gap-4">
          <Measure name={t("wait")} measure={comparison.wait} />
          <Measure name={t("run")} measure={comparison.run} />
        </dl>
      )}
    </div>
  );
}

function Measure({ name, measure }: { name: string; measure: ComparedMeasure }) {
  const t = useTranslations("job.comparison");
  const times = useTimes();
  const { seconds, is_growing, median, p95, longer_than_percent: percent } = measure;
  const value = (chunks: ReactNode) => <span className="text-ink">{chunks}</span>;
  const own =
    seconds === null
      ? t("none")
      : is_growing
        ? t("soFar", { duration: times.duration(Math.floor(seconds)) })
        : times.duration(seconds);
  return (
    <div>
      <dt className="float-left mr-2 text-muted">{name}</dt>
      <dd>
        <p className="flex flex-wrap justify-between gap-x-3">
          <span className={seconds === null ? "text-muted" : "font-medium"}>{own}</span>
          {percent !== null && <span className="text-muted text-sm">{t("longerThan", { percent })}</span>}
        </p>
        <DurationStrip measure={measure} className="my-1" />
        <p className="flex flex-wrap justify-between gap-x-3 text-muted text-sm">
          {median !== null && <span>{t.rich("median", { duration: times.duration(median), value })}</span>}
          {p95 !== null && <span>{t.rich("p95", { duration: times.duration(p95), value })}</span>}
        </p>
      </dd>
    </div>
  );
}
