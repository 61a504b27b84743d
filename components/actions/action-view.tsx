"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleStop, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { BulkActionDetail } from "@/lib/contract/bulk-actions";
import { UNDO_SECONDS } from "@/lib/contract/lists";
import { useNow } from "../time/clock";
import { RelativeTime } from "../time/relative-time";
import { Button } from "../ui/button";
import { type Fact, FactsList } from "../ui/facts-list";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Section } from "../ui/section";
import { ActionProgress } from "./action-progress";
import { ActionStateBadge } from "./action-state";
import { ActionTarget } from "./action-target";
import { actionQuery } from "./queries";
import { UnchangedJobs } from "./unchanged-jobs";
import { useActions } from "./use-actions";

type ActionViewProps = { initialAction: BulkActionDetail; cursor: string | undefined; canAct: boolean };

/** An act on many jobs, followed while it goes on: how far it is, what it did, and what can still be done about it. */
export function ActionView({ initialAction, cursor, canAct }: ActionViewProps) {
  const t = useTranslations("actions");
  const { data } = useQuery(actionQuery(initialAction.action_id, cursor));
  const action = data?.action ?? initialAction;
  return (
    <>
      <PageHeader
        back={{ href: "/actions", label: t("title") }}
        title={t(`named.${action.action}`, { count: action.total })}
        facts={
          <>
            <span role="status">
              <ActionStateBadge state={action.state} />
            </span>
            <span>{t("page.by", { name: action.started_by })}</span>
            <span>
              <RelativeTime at={action.created_at} />
            </span>
          </>
        }
        actions={<AbortAndUndo action={action} canAct={canAct} />}
      />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-8">
          {action.state === "failed" && (
            <Notice look="error" title={t("page.failed")}>
              {t("page.failedHint")}
            </Notice>
          )}
          <ActionProgress action={action} />
          <UnchangedJobs action={action} cursor={cursor} nextCursor={data?.nextCursor ?? null} />
        </div>
        <div className="grid min-w-0 content-start gap-8">
          <Section title={t("page.which")}>
            <ActionTarget action={action} />
          </Section>
          <Section title={t("page.reason")}>
            <p className={`wrap-anywhere ${action.reason ? "" : "text-muted"}`}>
              {action.reason ?? t("page.noReason")}
            </p>
          </Section>
          <Section title={t("list.when")}>
            <FactsList facts={useTimesOf(action)} />
          </Section>
        </div>
      </div>
    </>
  );
}

function useTimesOf(action: BulkActionDetail): Fact[] {
  const t = useTranslations("actions.page");
  const times: [string, string | null][] = [
    [t("startedAt"), action.started_at],
    [t("endedAt"), action.ended_at],
    [t("undoneAt"), action.undone_at],
  ];
  const facts: Fact[] = times.map(([name, at]) => ({ name, value: at ? <RelativeTime at={at} /> : "–" }));
  return action.action === "retry" && action.force_retry
    ? [...facts, { name: t("force"), value: t("forced") }]
    : facts;
}

/** Both stay in place; one that is not possible says why. */
function AbortAndUndo({ action, canAct }: { action: BulkActionDetail; canAct: boolean }) {
  const t = useTranslations("actions");
  const common = useTranslations("common");
  const { undo, abort } = useActions();
  const left = useUndoSeconds(action);
  const isBusy = undo.isPending || abort.isPending;
  const always = !canAct ? t("why.notAllowed") : isBusy ? common("oneMoment") : undefined;
  const noAbort = always ?? (action.can_abort ? undefined : t("why.hasEnded"));
  const noUndo = always ?? (left === 0 || !action.can_undo ? whyNoUndo() : undefined);

  function whyNoUndo(): string {
    if (action.state === "undoing" || action.state === "undone") return t("why.undoneAlready");
    if (action.action === "retry") return t("why.retryStays");
    if (action.action === "delete")
      return t(action.changed > 0 || action.started_at ? "why.deletionBegan" : "why.hasEnded");
    return action.changed === 0 ? t("why.nothingCancelled") : t("why.tooLate", { seconds: UNDO_SECONDS });
  }

  return (
    <>
      {noUndo === undefined && left !== null && (
        <span className="text-muted text-sm">{t("button.undoFor", { seconds: left })}</span>
      )}
      <Button disabledReason={noUndo} onClick={() => undo.mutate(action.action_id)}>
        <Undo2 aria-hidden />
        {t("button.undo")}
      </Button>
      <Button disabledReason={noAbort} onClick={() => abort.mutate(action.action_id)}>
        <CircleStop aria-hidden />
        {t("button.abort")}
      </Button>
    </>
  );
}

/** Seconds in which it can still be undone; null: it has no end yet, or cannot be undone. */
function useUndoSeconds({ can_undo, undo_until }: BulkActionDetail): number | null {
  const now = useNow();
  if (!can_undo || undo_until === null) return null;
  return Math.max(0, Math.ceil((Date.parse(undo_until) - now) / 1000));
}
