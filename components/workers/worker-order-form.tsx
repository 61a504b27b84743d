"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "../ui/button";
import { Field, InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import type { Order } from "./use-worker-orders";

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
/** After how many minutes a pause ends by itself; 0: when somebody resumes. */
const lengths = [0, 15, HOUR_MINUTES, 4 * HOUR_MINUTES];

type WorkerOrderFormProps = {
  kind: "pause" | "drain";
  failure: string | null;
  isBusy: boolean;
  onSubmit: (order: Order) => void;
};

/** Why a worker is to be held back and, of a pause, for how long. */
export function WorkerOrderForm({ kind, failure, isBusy, onSubmit }: WorkerOrderFormProps) {
  const t = useTranslations("workers");
  const common = useTranslations("common");
  const formId = useId();
  const [reasonError, setReasonError] = useState<string>();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const fields = new FormData(event.currentTarget);
    const reason = String(fields.get("reason")).trim();
    if (reason === "") return setReasonError(t("form.reasonMissing"));
    if (kind === "drain") return onSubmit({ kind, reason });
    const minutes = Number(fields.get("minutes"));
    const resume_at = new Date(Date.now() + minutes * MINUTE_MS).toISOString();
    onSubmit({ kind, reason, ...(minutes > 0 && { resume_at }) });
  }

  const lengthWords = (minutes: number) => {
    if (minutes === 0) return t("form.whenResumed");
    return minutes < HOUR_MINUTES
      ? t("form.afterMinutes", { minutes })
      : t("form.afterHours", { hours: minutes / HOUR_MINUTES });
  };

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <p className="text-muted">{t(`${kind}.explain`)}</p>
      {failure && <Notice look="error" role="alert" title={failure} />}
      <InputField
        id={`${formId}-reason`}
        name="reason"
        label={t("form.reason")}
        hint={t("form.reasonHint")}
        error={reasonError}
        maxLength={500}
        autoComplete="off"
        required
      />
      {kind === "pause" && (
        <Field id={`${formId}-minutes`} label={t("form.goesOn")}>
          <Select id={`${formId}-minutes`} name="minutes" defaultValue="0">
            {lengths.map((minutes) => (
              <option key={minutes} value={minutes}>
                {lengthWords(minutes)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabledReason={isBusy ? common("oneMoment") : undefined}>
          {t(`${kind}.button`)}
        </Button>
      </div>
    </form>
  );
}
