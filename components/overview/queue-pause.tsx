"use client";

import { useMutation } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { QueueStateAnswer } from "@/lib/contract/queue";
import { api, dataOf, messageOf } from "../http/api";
import { RelativeTime } from "../time/relative-time";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field, InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { showToast } from "../ui/toast";

const MINUTE_MS = 60_000;

/** After how many minutes a pause ends by itself; 0: when somebody resumes. */
const lengths = [0, 15, 60, 240] as const;

/** That the queue is paused: by whom, why and until when. Nothing while it is not. */
export function PausedNotice({ state }: { state: QueueStateAnswer }) {
  const t = useTranslations("overview.pause");
  if (!state.paused) return null;
  const { paused_at, resume_at } = state;
  return (
    <Notice look="warning" title={t("isPaused")}>
      {t.rich("by", {
        person: state.paused_by ?? "",
        reason: state.reason ?? "",
        time: () => paused_at && <RelativeTime at={paused_at} />,
      })}{" "}
      {resume_at ? t.rich("goesOnAt", { time: () => <RelativeTime at={resume_at} /> }) : t("goesOnByHand")}
    </Notice>
  );
}

/** Pauses the queue, with a reason and an end, and resumes it. */
export function QueuePauseButton({ isPaused, canOperate }: { isPaused: boolean; canOperate: boolean }) {
  const t = useTranslations("overview.pause");
  const common = useTranslations("common");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const notAllowed = canOperate ? undefined : t("notAllowed");
  const done = (title: string) => {
    setOpen(false);
    showToast({ look: "success", title });
    router.refresh();
  };
  const pause = useMutation({
    mutationFn: (body: { reason: string; resume_at?: string }) => dataOf(api.pauseQueue({ body })),
    onSuccess: () => done(t("paused")),
  });
  const resume = useMutation({
    mutationFn: () => dataOf(api.resumeQueue()),
    onSuccess: () => done(t("resumed")),
    onError: (error) => showToast({ look: "error", title: t("notResumed"), description: messageOf(error) }),
  });

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
        <PauseForm
          failure={pause.error ? messageOf(pause.error) : null}
          isBusy={pause.isPending}
          onSubmit={pause.mutate}
        />
      </Dialog>
    </>
  );
}

type PauseFormProps = {
  failure: string | null;
  isBusy: boolean;
  onSubmit: (body: { reason: string; resume_at?: string }) => void;
};

function PauseForm({ failure, isBusy, onSubmit }: PauseFormProps) {
  const t = useTranslations("overview.pause");
  const common = useTranslations("common");
  const formId = useId();
  const [reasonError, setReasonError] = useState<string>();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const fields = new FormData(event.currentTarget);
    const reason = String(fields.get("reason")).trim();
    if (reason === "") return setReasonError(t("reasonMissing"));
    const minutes = Number(fields.get("minutes"));
    const resumeAt = new Date(Date.now() + minutes * MINUTE_MS).toISOString();
    onSubmit({ reason, ...(minutes > 0 && { resume_at: resumeAt }) });
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <p className="text-muted">{t("effect")}</p>
      {failure && <Notice look="error" role="alert" title={failure} />}
      <InputField
        id={`${formId}-reason`}
        name="reason"
        label={t("reason")}
        hint={t("reasonHint")}
        error={reasonError}
        maxLength={500}
        autoComplete="off"
        required
      />
      <Field id={`${formId}-minutes`} label={t("goesOn")}>
        <Select id={`${formId}-minutes`} name="minutes" defaultValue="0">
          {lengths.map((minutes) => (
            <option key={minutes} value={minutes}>
              {t(`after.${minutes}`)}
            </option>
          ))}
        </Select>
      </Field>
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabledReason={isBusy ? common("oneMoment") : undefined}>
          {t("pause")}
        </Button>
      </div>
    </form>
  );
}
