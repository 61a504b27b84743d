"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { BulkActionDetail } from "@/lib/contract/bulk-actions";
import { actionListQuery, actionQuery } from "../actions/queries";
import { useActions } from "../actions/use-actions";
import { useNow } from "../time/clock";
import { useTimes } from "../time/use-times";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";

const LOOK_EVERY_MS = 5000;

/** That the job will be deleted in a moment, with Undo. Nothing while no deletion names it; one of a filter names none. */
export function HeldDeletion({ jobId, canAct }: { jobId: string; canAct: boolean }) {
  const action = useHeldDeletion(jobId);
  return action && <HeldNotice action={action} canAct={canAct} />;
}

function HeldNotice({ action, canAct }: { action: BulkActionDetail; canAct: boolean }) {
  const t = useTranslations("job.held");
  const actions = useTranslations("actions");
  const common = useTranslations("common");
  const times = useTimes();
  const seconds = Math.ceil((Date.parse(action.run_at) - useNow()) / 1000);
  const { undo } = useActions();
  const noUndo = canAct ? (undo.isPending ? common("oneMoment") : undefined) : actions("why.notAllowed");
  return (
    <Notice look="warning" title={t("title")}>
      <p>{t("by", { person: action.started_by })}</p>
      <p>{seconds > 0 ? actions("page.held", { duration: times.duration(seconds) }) : actions("page.due")}</p>
      <Button disabledReason={noUndo} onClick={() => undo.mutate(action.action_id)} className="mt-2">
        <Undo2 aria-hidden />
        {actions("button.undo")}
      </Button>
    </Notice>
  );
}

function useHeldDeletion(jobId: string): BulkActionDetail | null {
  // The side bar asks for the same list, but a deletion that another tab began changes no job before its time.
  const { data: held = [] } = useQuery({
    ...actionListQuery(),
    staleTime: 0,
    refetchInterval: LOOK_EVERY_MS,
    select: ({ actions }) =>
      actions
        .filter(({ action, state, filter }) => action === "delete" && state === "scheduled" && !filter)
        .map(({ action_id }) => action_id),
  });
  return useQueries({
    queries: held.map((actionId) => actionQuery(actionId)),
    combine: (results) =>
      results
        .flatMap(({ data }) => data?.action ?? [])
        .find(({ state, job_ids }) => state === "scheduled" && job_ids?.includes(jobId)) ?? null,
  });
}
