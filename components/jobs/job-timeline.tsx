"use client";

import { useTranslations } from "next-intl";
import type { Job, StageReport } from "@/lib/contract/jobs";
import type { JobStatus } from "@/lib/jobs/state";
import { useNow } from "../time/clock";
import { useTimes } from "../time/use-times";
import { classNames } from "../ui/class-names";
import { lookOfStage } from "./job-status";
import { type StageBar, stageBars, stateOfStage, totalSeconds } from "./stage-bars";

/** The stages of making the deck, each with a bar that is as long as it took and begins when it began. */
export function JobTimeline({ job }: { job: Job }) {
  const t = useTranslations("job.stages");
  const times = useTimes();
  const now = useNow();
  const { stages } = job.detailed_progress;
  const bars = stageBars(stages, job.status, now);
  const total = totalSeconds(bars);
  return (
    <div>
      <table aria-label={t("title")} className="w-full">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t("stage")}</th>
            <th scope="col">{t("state")}</th>
            <th scope="col">{t("share")}</th>
            <th scope="col">{t("took")}</th>
          </tr>
        </thead>
        <tbody>
          {stages.map((stage, index) => (
            <StageRow key={stage.name} stage={stage} bar={bars[index]} jobStatus={job.status} />
          ))}
        </tbody>
      </table>
      <p className="mt-1 min-h-5 text-right text-muted text-sm">
        {total !== null && t("total", { duration: times.duration(total) })}
      </p>
    </div>
  );
}

type StageRowProps = { stage: StageReport; bar: StageBar | undefined; jobStatus: JobStatus };

function StageRow({ stage, bar, jobStatus }: StageRowProps) {
  const t = useTranslations("job.stages");
  const names = useTranslations("common.stage");
  const times = useTimes();
  const look = lookOfStage(stage.status, jobStatus);
  const Icon = look.icon;
  const isIdle = stage.status === "pending" || stage.status === "skipped";
  const after = bar?.afterSeconds == null ? undefined : `${t("after")} ${times.duration(bar.afterSeconds)}`;
  return (
    <tr>
      <th scope="row" className="w-24 py-1.5 pr-3 text-left font-medium md:w-28">
        <span className={classNames("flex items-center gap-2 whitespace-nowrap", isIdle && "text-muted")}>
          <Icon aria-hidden className={classNames("size-4 shrink-0", look.text)} />
          {names(stage.name)}
        </span>
      </th>
      <td className="w-20 whitespace-nowrap pr-3 text-muted text-sm md:w-24">
        {t(`states.${stateOfStage(stage.status, jobStatus)}`)}
      </td>
      <td className="pr-3" title={after}>
        <Bar bar={bar} className={look.text} />
        <span className="sr-only">{bar && bar.share > 0 ? `${Math.round(bar.share * 100)} %` : ""}</span>
      </td>
      <td className="w-16 whitespace-nowrap text-right text-sm md:w-20">
        {bar?.tookSeconds == null ? (
          <span aria-hidden className="text-muted">
            –
          </span>
        ) : (
          // It ticks by seconds while it grows.
          times.duration(bar.isGrowing ? Math.floor(bar.tookSeconds) : bar.tookSeconds)
        )}
      </td>
    </tr>
  );
}

/** A stage of a millisecond is still a stage. */
const MIN_PERCENT = 0.6;

/** Drawn with attributes: the content security policy refuses inline styles. */
function Bar({ bar, className }: { bar: StageBar | undefined; className: string }) {
  const width = bar?.tookSeconds == null ? 0 : Math.max(MIN_PERCENT, bar.share * 100);
  const x = bar ? Math.min(bar.from * 100, 100 - width) : 0;
  return (
    <svg aria-hidden="true" width="100%" height="8" className={classNames("block", className)}>
      <rect width="100%" height="8" rx="2" className="fill-hover" />
      {width > 0 && <rect x={`${x}%`} width={`${width}%`} height="8" rx="2" fill="currentColor" />}
    </svg>
  );
}
