"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { useTimes } from "../time/use-times";
import { Button } from "../ui/button";
import { Field, InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { showToast } from "../ui/toast";
import { queueStateKey } from "./use-queue-commands";

/** After how long a pause may end by itself. */
const MINUTES = [15, 60, 240];

type PauseStepProps = { onBack: () => void; onClose: () => void };

/** Why the queue shall pause, and until when. */
export function PauseStep({ onBack, onClose }: PauseStepProps) {
  const t = useTranslations("palette");
  const common = useTranslations("common");
  const times = useTimes();
  const messageOf = useMessageOf();
  const router = useRouter();
  const queryClient = useQueryClient();
  const formId = useId();
  const [reasonError, setReasonError] = useState<string>();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: { reason: string; resume_at?: string }) => dataOf(api.pauseQueue({ body })),
    onSuccess: (state) => {
      queryClient.setQueryData(queueStateKey, state);
      showToast({ look: "success", title: t("queuePaused") });
      router.refresh();
      onClose();
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const fields = new FormData(event.currentTarget);
    const reason = String(fields.get("reason")).trim();
    if (reason === "") return setReasonError(t("sayWhy"));
    const minutes = Number(fields.get("minutes"));
    const resume_at = new Date(Date.now() + minutes * 60_000).toISOString();
    mutate({ reason, ...(minutes > 0 && { resume_at }) });
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-4 p-5">
      <div>
        <h3 className="font-semibold text-lg">{t("pauseQueue")}</h3>
        <p className="text-muted">{t("pauseLead")}</p>
      </div>
      {error && <Notice look="error" role="alert" title={messageOf(error)} />}
      <InputField
        id={`${formId}-reason`}
        name="reason"
        label={t("reason")}
        hint={t("reasonHint")}
        error={reasonError}
        maxLength={500}
        autoComplete="off"
        autoFocus
        required
      />
      <Field id={`${formId}-minutes`} label={t("goesOn")}>
        <Select id={`${formId}-minutes`} name="minutes" defaultValue="0">
          <option value="0">{t("untilResumed")}</option>
          {MINUTES.map((minutes) => (
            <option key={minutes} value={minutes}>
              {t("after", { duration: times.duration(minutes * 60) })}
            </option>
          ))}
        </Select>
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>{t("back")}</Button>
        <Button type="submit" look="primary" disabledReason={isPending ? common("oneMoment") : undefined}>
          {t("pauseQueue")}
        </Button>
      </div>
    </form>
  );
}
