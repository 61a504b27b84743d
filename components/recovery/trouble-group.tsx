"use client";

import { Wrench } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { RecoveryPreview, TroubledJob } from "@/lib/contract/recovery";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { RecoverDialog } from "./recover-dialog";
import type { Report } from "./trouble-groups";
import { TroubledRow } from "./troubled-row";

type TroubleGroupProps = {
  group: RecoveryPreview["groups"][number];
  canOperate: boolean;
  onRecovered: (report: Report) => void;
};

/** The jobs of one kind of trouble. Those that can be recovered are all selected, until somebody leaves some out. */
export function TroubleGroup({ group: { kind, total, jobs }, canOperate, onRecovered }: TroubleGroupProps) {
  const t = useTranslations("recovery");
  const allId = useId();
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<readonly TroubledJob[] | null>(null);
  const isRecoverable = kind === "orphaned" || kind === "timed_out";
  const chosen = jobs.filter(({ job_id }) => !leftOut.has(job_id));

  function choose(jobId: string, isChosen: boolean) {
    const next = new Set(leftOut);
    if (isChosen) next.delete(jobId);
    else next.add(jobId);
    setLeftOut(next);
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
            onChange={({ target }) =>
              setLeftOut(target.checked ? new Set() : new Set(jobs.map(({ job_id }) => job_id)))
            }
            className="size-4 accent-accent"
          />
          <label htmlFor={allId} className="text-muted">
            {t("selectAll")}
          </label>
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
                isChosen: !leftOut.has(job.job_id),
                onChoose: (isChosen: boolean) => choose(job.job_id, isChosen),
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
          setLeftOut(new Set());
        }}
      />
    </Section>
  );
}
