import { useTranslations } from "next-intl";
import type { Job, StageReport } from "@/lib/contract/jobs";
import type { JobStatus } from "@/lib/jobs/state";
import { formatDuration } from "@/lib/time";
import { RunningDuration } from "../time/running-duration";
import { classNames } from "../ui/class-names";
import { lookOfStage } from "./job-status";

/** The stages of making the deck, side by side where there is room. */
export function JobTimeline({ job }: { job: Job }) {
  return (
    <ol aria-label="Stages" className="grid gap-x-2 md:grid-cols-5">
      {job.detailed_progress.stages.map((stage) => (
        <Stage key={stage.name} stage={stage} jobStatus={job.status} />
      ))}
    </ol>
  );
}

type StageProps = { stage: StageReport; jobStatus: JobStatus };

function Stage({ stage, jobStatus }: StageProps) {
  const t = useTranslations("common");
  const look = lookOfStage(stage.status, jobStatus);
  const Icon = look.icon;
  const isIdle = stage.status === "pending" || stage.status === "skipped";
  return (
    <li className="flex items-center gap-3 py-1.5 md:block md:py-0">
      <div
        aria-hidden
        className={classNames("h-1 rounded-full bg-current max-md:hidden", isIdle ? "text-line" : look.text)}
      />
      <Icon aria-hidden className={classNames("size-4 shrink-0 md:hidden", look.text)} />
      <p className={classNames("font-medium md:mt-2", isIdle && "text-muted")}>{t(`stage.${stage.name}`)}</p>
      <p className="text-muted text-sm max-md:ml-auto">
        {t(look.word)}
        <StageDuration stage={stage} jobStatus={jobStatus} />
      </p>
    </li>
  );
}

function StageDuration({ stage, jobStatus }: StageProps) {
  if (stage.status === "running" && stage.started_at && jobStatus === "running") {
    return (
      <>
        {" · "}
        <RunningDuration since={stage.started_at} />
      </>
    );
  }
  if (stage.duration_seconds === null || stage.status === "skipped") return null;
  return <> · {formatDuration(stage.duration_seconds)}</>;
}
