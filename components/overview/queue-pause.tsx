"use client";

import { useMutation } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ShownPause } from "@/lib/contract/queue";
import { type Hold, HoldForm } from "../hold/hold-form";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { usePerson } from "../shell/person-context";
import { RelativeTime } from "../time/relative-time";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { showToast } from "../ui/toast";

/** That the queue is paused: by whom, why and until when. */
export function PausedNotice({ pause: { at, resumeAt, reason, by } }: { pause: ShownPause }) {
  const t = useTranslations("overview.pause");
  const time = () => at && <RelativeTime at={at} />;
  return (
    <Notice look="warning" title={t("isPaused")}>
      {by === null ? t.rich("byAdministrator", { reason, time }) : t.rich("by", { person: by, reason, time })}{" "}
      {resumeAt ? t.rich("goesOnAt", { time: () => <RelativeTime at={resumeAt} /> }) : t("goesOnByHand")}
    </Notice>
  );
}

/** Pauses the queue, with a reason and an end, and resumes it. */
export function QueuePauseButton({ isPaused, canOperate }: { isPaused: boolean; canOperate: boolean }) {
  const t = useTranslations("overview.pause");
  const messageOf = useMessageOf();
  const common = useTranslations("common");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const { role } = usePerson();
  const notAllowed = canOperate ? undefined : t("notAllowed");
  const done = (title: string) => {
    setOpen(false);
    showToast({ look: "success", title });
    router.refresh();
  };
  const pause = useMutation({
    mutationFn: (body: Hold) => dataOf(api.pauseQueue({ body })),
    onSuccess: () => done(t("paused")),
  });
  const resume = useMutation({
    mutationFn: () => dataOf(api.resumeQueue()),
    onSuccess: () => done(t("resumed")),
    onError: (error) => showToast({ look: "error", title: t("notResumed"), description: messageOf(error) }),
  });

  // The queue is nothing of a teacher's.
  if (role === "teacher") return null;
  if (isPaused) {
    return (
      <Button
        look="primary"
        disabledReason={notAllowed ?? (resume.isPending ? common("oneMoment") : undefined)}
        onClick={() => resume.mutate()}
      >
        <Play aria-hidden />
        {t("resume")}
      </Button>
    );
  }
  return (
    <>
      <Button
        disabledReason={notAllowed}
        onClick={() => {
          pause.reset();
          setOpen(true);
        }}
      >
        <Pause aria-hidden />
        {t("pause")}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t("pause")}>
        <HoldForm
          lead={t("effect")}
          reasonHint={t("reasonHint")}
          submitWords={t("pause")}
          onBack={() => setOpen(false)}
          failure={pause.error ? messageOf(pause.error) : null}
          isBusy={pause.isPending}
          onSubmit={pause.mutate}
        />
      </Dialog>
    </>
  );
}
