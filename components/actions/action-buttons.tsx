"use client";

import { Ban, type LucideIcon, RotateCw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Job } from "@/lib/contract/jobs";
import { type ActionKind, actionKinds, UNDO_SECONDS } from "@/lib/contract/lists";
import { shortId, titleOf } from "../jobs/job-words";
import { RelativeTime } from "../time/relative-time";
import { Button } from "../ui/button";
import { CopyAsCurl } from "../ui/copy-as-curl";
import { ConfirmDialog } from "./confirm-dialog";
import { countOf, fitting, type Selection, type StartActionBody, targetOf } from "./selection";
import { startInputOf, useActions } from "./use-actions";

/** Up to so many jobs are listed before it happens; of more the number must be typed. */
const MAX_LISTED = 20;

const icons: Record<ActionKind, LucideIcon> = { cancel: Ban, retry: RotateCw, delete: Trash2 };
const whyNone = { cancel: "noneToCancel", retry: "noneToRetry", delete: "noneToDelete" } as const;

const bodyOf = (kind: ActionKind, selection: Selection, reason: string | undefined): StartActionBody => ({
  ...targetOf(kind, selection),
  ...(reason !== undefined && { reason }),
});

type ActionButtonsProps = {
  selection: Selection;
  /** Whether this person may act on jobs at all. */
  canAct: boolean;
  /** Left out: all of them. */
  kinds?: readonly ActionKind[];
  /** Called when an action has been started: the selection may be let go. */
  onStarted?: () => void;
};

/**
 * Cancel, Retry and Delete for several jobs. One job: it happens, and the toast has Undo. A few: a dialog lists them. More, or all that
 * match a filter: their number must be typed. What is not possible stays in place and says why.
 */
export function ActionButtons({ selection, canAct, kinds = actionKinds, onStarted }: ActionButtonsProps) {
  const t = useTranslations("actions");
  const common = useTranslations("common");
  const { start } = useActions();
  const [asked, setAsked] = useState<ActionKind | null>(null);

  function whyNot(kind: ActionKind): string | undefined {
    if (!canAct) return t("why.notAllowed");
    const total = selection.kind === "ids" ? selection.jobs.length : selection.count;
    if (total === 0) return t("why.none");
    if (countOf(kind, selection) === 0) return t(`why.${whyNone[kind]}`);
    return start.isPending ? common("oneMoment") : undefined;
  }

  function begin(kind: ActionKind, reason?: string) {
    const [only, ...others] = selection.kind === "ids" ? fitting(kind, selection.jobs) : [];
    start.mutate(
      {
        kind,
        body: bodyOf(kind, selection, reason),
        count: countOf(kind, selection),
        about: only && others.length === 0 ? titleOf(only) : undefined,
      },
      {
        onSuccess: () => {
          setAsked(null);
          onStarted?.();
        },
      },
    );
  }

  function press(kind: ActionKind) {
    if (selection.kind === "ids" && countOf(kind, selection) === 1) return begin(kind);
    start.reset();
    setAsked(kind);
  }

  return (
    <>
      {kinds.map((kind) => {
        const Icon = icons[kind];
        return (
          <Button key={kind} disabledReason={whyNot(kind)} onClick={() => press(kind)}>
            <Icon aria-hidden />
            {t(`kind.${kind}`)}
          </Button>
        );
      })}
      {asked && (
        <ConfirmAction
          kind={asked}
          selection={selection}
          isBusy={start.isPending}
          onClose={() => setAsked(null)}
          onConfirm={(reason) => begin(asked, reason)}
        />
      )}
    </>
  );
}

/** Jobs of one lesson have one title: their ids and ages tell them apart. */
function NamedJob({ job }: { job: Job }) {
  return (
    <span className="flex items-baseline gap-3">
      <span className="min-w-0 flex-1 truncate">{titleOf(job)}</span>
      <span title={job.job_id} className="shrink-0 font-mono text-muted text-xs">
        {shortId(job.job_id)}
      </span>
      <span className="w-16 shrink-0 whitespace-nowrap text-right text-muted text-sm">
        <RelativeTime at={job.created_at} />
      </span>
    </span>
  );
}

type ConfirmActionProps = {
  kind: ActionKind;
  selection: Selection;
  isBusy: boolean;
  onClose: () => void;
  onConfirm: (reason: string | undefined) => void;
};

function ConfirmAction({ kind, selection, isBusy, onClose, onConfirm }: ConfirmActionProps) {
  const t = useTranslations("actions");
  const count = countOf(kind, selection);
  const jobs = selection.kind === "ids" ? fitting(kind, selection.jobs) : [];
  const isListed = selection.kind === "ids" && count <= MAX_LISTED;
  const left = selection.kind === "ids" ? selection.jobs.length - count : 0;
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t(`named.${kind}`, { count })}
      consequence={
        <>
          <p>{t(`confirm.${kind}`, { seconds: UNDO_SECONDS })}</p>
          {left > 0 && <p>{t("confirm.left", { count: left })}</p>}
          {selection.kind === "filter" && <p>{t("confirm.filtered")}</p>}
          {selection.kind === "filter" && selection.isExact === false && <p>{t("confirm.about")}</p>}
        </>
      }
      {...(isListed
        ? {
            items: jobs.map((job) => ({
              id: job.job_id,
              words: <NamedJob job={job} />,
            })),
          }
        : { typedCount: count })}
      isDanger={kind === "delete"}
      isBusy={isBusy}
      aside={(reason) => (
        <CopyAsCurl
          method="POST"
          path="/api/presentations/jobs/actions"
          body={startInputOf({ kind, body: bodyOf(kind, selection, reason) })}
          label={t(`curl.${kind}`)}
        />
      )}
      onConfirm={onConfirm}
    />
  );
}
