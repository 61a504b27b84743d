"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { BulkAction } from "@/lib/contract/bulk-actions";
import { type ActionKind, UNDO_SECONDS } from "@/lib/contract/lists";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { jobKeys } from "../jobs/queries";
import { showToast } from "../ui/toast";
import { actionKeys, isGoingOn } from "./queries";
import type { StartActionBody } from "./selection";

export type Start = {
  kind: ActionKind;
  body: StartActionBody;
  /** How many jobs it is about, as far as the page knows. */
  count: number;
  /** What the toast says below its title: the name of a single job. */
  about?: string | undefined;
};

/** The body of the call. A person who presses Retry means it, also for jobs that have no retries left. */
export const startInputOf = ({ kind, body }: Pick<Start, "kind" | "body">) => ({
  action: kind,
  force_retry: kind === "retry",
  ...body,
});

const failedTitles = { cancel: "notCancelled", retry: "notRetried", delete: "notDeleted" } as const;
const goingOnTitles = { cancel: "cancelling", retry: "retrying", delete: "deleting" } as const;
const doneTitles = { cancel: "cancelled", retry: "retried", delete: "deleting" } as const;

/** Starting acts on jobs, and taking them back: each tells by a toast what came of it, with Undo where that is possible. */
export function useActions() {
  const t = useTranslations("actions");
  const messageOf = useMessageOf();
  const queryClient = useQueryClient();

  function lookAgain() {
    void queryClient.invalidateQueries({ queryKey: jobKeys.all });
    void queryClient.invalidateQueries({ queryKey: actionKeys.all });
  }

  const undo = useMutation({
    mutationFn: (actionId: string) => dataOf(api.undoAction({ action_id: actionId })),
    onSuccess: (action) => {
      const title =
        action.state === "undoing"
          ? t("toast.undoing")
          : action.changed === 0
            ? t("toast.kept")
            : t("toast.undone", { count: action.restored });
      showToast({ look: "success", title, ...linkTo(action) });
    },
    onError: (error) =>
      showToast({ look: "error", title: t("toast.notUndone"), description: messageOf(error) }),
    onSettled: lookAgain,
  });

  const abort = useMutation({
    mutationFn: (actionId: string) => dataOf(api.abortAction({ action_id: actionId })),
    onSuccess: () => showToast({ look: "success", title: t("toast.aborted") }),
    onError: (error) =>
      showToast({ look: "error", title: t("toast.notAborted"), description: messageOf(error) }),
    onSettled: lookAgain,
  });

  const start = useMutation({
    mutationFn: (asked: Start) => dataOf(api.startAction({ body: startInputOf(asked) })),
    onSuccess: (action, { about }) => showStarted(action, about),
    onError: (error, { kind, count }) =>
      showToast({
        look: "error",
        title: t(`toast.${failedTitles[kind]}`, { count }),
        description: messageOf(error),
      }),
    onSettled: lookAgain,
  });

  function showStarted(action: BulkAction, about: string | undefined) {
    const left = action.skipped + action.failed;
    const description = left > 0 ? t("toast.unchanged", { count: left }) : about;
    const canUndo = action.can_undo && action.action !== "retry";
    showToast({
      look: action.state === "completed" && action.changed === 0 ? "error" : "success",
      title: titleOf(action),
      ...(description !== undefined && { description }),
      ...linkTo(action),
      ...(canUndo && {
        undo: { until: Date.now() + UNDO_SECONDS * 1000, run: () => undo.mutate(action.action_id) },
      }),
    });
  }

  function titleOf({ action, state, changed, total }: BulkAction): string {
    if (isGoingOn(state)) return t(`toast.${goingOnTitles[action]}`, { count: total });
    return changed === 0 ? t("toast.nothing") : t(`toast.${doneTitles[action]}`, { count: changed });
  }

  /** One job needs no page of its own, but for the Undo that stands there. */
  function linkTo({ action_id, total, can_undo }: BulkAction) {
    return total > 1 || can_undo ? { link: { href: `/actions/${action_id}`, words: t("toast.follow") } } : {};
  }

  return { start, undo, abort };
}
