"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { api, dataOf, messageOf } from "../http/api";
import { useNow } from "../time/clock";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { showToast } from "../ui/toast";

/** DASHBOARD.md: a clean-up can be undone for so long. What is deleted cannot come back, so it waits here before it begins. */
export const GRACE_SECONDS = 30;

type PendingCleanupProps = { order: { hours: number; reason: string }; onEnd: () => void };

/** A clean-up that was ordered and has not begun: undone, begun at once, or begun when its time is over. */
export function PendingCleanup({ order, onEnd }: PendingCleanupProps) {
  const t = useTranslations("recovery");
  const router = useRouter();
  const now = useNow();
  const [dueAt] = useState(() => Date.now() + GRACE_SECONDS * 1000);
  const { mutate, isIdle } = useMutation({
    mutationFn: () =>
      dataOf(api.cleanUpJobs({ query: { max_age_hours: String(order.hours), reason: order.reason } })),
    onSuccess: ({ deleted_jobs, deleted_decks }) =>
      showToast({ look: "success", title: t("cleanup.done", { jobs: deleted_jobs, decks: deleted_decks }) }),
    onError: (error) =>
      showToast({ look: "error", title: t("cleanup.failed"), description: messageOf(error) }),
    onSettled: () => {
      router.refresh();
      onEnd();
    },
  });
  const hasBegun = useRef(false);

  function begin() {
    if (hasBegun.current) return;
    hasBegun.current = true;
    mutate();
  }
  const latestBegin = useRef(begin);
  useEffect(() => {
    latestBegin.current = begin;
  });
  useEffect(() => {
    const timer = setTimeout(() => latestBegin.current(), dueAt - Date.now());
    return () => clearTimeout(timer);
  }, [dueAt]);

  if (!isIdle) return <Notice look="info" title={t("cleanup.running")} className="mb-4" />;
  const seconds = Math.max(0, Math.ceil((dueAt - now) / 1000));
  return (
    <Notice look="warning" title={t("cleanup.pendingTitle", { seconds })} className="mb-4">
      <p>{t("cleanup.pendingBody")}</p>
      <div className="mt-2 flex gap-2">
        <Button
          size="small"
          look="primary"
          onClick={() => {
            showToast({ look: "success", title: t("cleanup.undone") });
            onEnd();
          }}
        >
          {t("cleanup.undo")}
        </Button>
        <Button size="small" onClick={begin}>
          {t("cleanup.now")}
        </Button>
      </div>
    </Notice>
  );
}
