"use client";

import { Wrench } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { RecoveryPreview, TroubledJob } from "@/lib/contract/recovery";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { isPreselected } from "./preselected";
import { RecoverDialog } from "./recover-dialog";
import type { Report } from "./trouble-groups";
import { TroubledRow } from "./troubled-row";

type TroubleGroupProps = {
  group: RecoveryPreview["groups"][number];
  /** ISO 8601. */
  readAt: string;
  canOperate: boolean;
  onRecovered: (report: Report) => void;
};

/** The jobs of one kind of trouble. Those that are surely to be recovered are selected, until somebody chooses. */
export function TroubleGroup({
  group: { kind, total, jobs },
  readAt,
  canOperate,
  onRecovered,
}: TroubleGroupProps) {
  const t = useTranslations("recovery");
  const allId = useId();
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [asked, setAsked] = useState<readonly TroubledJob[] | null>(null);
  const isRecoverable = kind === "orphaned" || kind === "timed_out";
  const isChosen = (job: TroubledJob) => choices.get(job.job_id) ?? isPreselected(kind, job, readAt);
  const chosen = jobs.filter(isChosen);
  const older = jobs.filter((job) => !isPreselected(kind, job, readAt) && !isChosen(job));

  function choose(some: readonly TroubledJob[], isChosen: boolean) {
    setChoices(new Map([...choices, ...some.map(({ job_id }) => [job_id, isChosen] as const)]));
  }

  return (
    <Section
      title={`${t(`group.${kind}.title`)} (${total})`}
      aside={
        isRecoverable ? (
          <Button
            size="small"
            disabledReason={
              !canOperate ? t("why.notAllowed") : chosen.length === 0 ? t("why.noneSelected") : undefined
            }
            onClick={() => setAsked(chosen)}
          >
            <Wrench aria-hidden />
            {t("recover", { count: chosen.length })}
          </Button>
        ) : (
          <Link href="/workers" className="rounded-sm text-muted text-sm hover:text-ink max-md:py-2">
            {t("toWorkers")}
          </Link>
        )
      }
    >
      <p className="mb-2 max-w-prose text-muted text-sm">{t(`group.${kind}.explain`)}</p>
      {jobs.length < total && (
        <p className="mb-2 text-muted text-sm">{t("listed", { listed: jobs.length, total })}</p>
      )}
      {isRecoverable && canOperate && jobs.length > 1 && (
        <div className="flex min-h-9 items-center gap-3 border-b text-sm">
          <input
            id={allId}
            type="checkbox"
            checked={chosen.length === jobs.length}
            onChange={({ target }) => choose(jobs, target.checked)}
            className="size-4 accent-accent"
          />
          <label htmlFor={allId} className="text-muted">
            {t("selectAll")}
          </label>
          {older.length > 0 && <p className="text-muted">{t("olderLeftOut", { count: older.length })}</p>}
        </div>
      )}
      <ul aria-label={t(`group.${kind}.title`)} className="divide-y border-b">
        {jobs.map((job) => (
          <TroubledRow
            key={job.job_id}
            kind={kind}
            job={job}
            {...(isRecoverable &&
              canOperate && {
                isChosen: isChosen(job),
                onChoose: (isChosen: boolean) => choose([job], isChosen),
              })}
          />
        ))}
      </ul>
      <RecoverDialog
        jobs={asked}
        onClose={() => setAsked(null)}
        onDone={(answer) => {
          if (asked) onRecovered({ answer, jobs: asked });
          setAsked(null);
          setChoices(new Map());
        }}
      />
    </Section>
  );
}
