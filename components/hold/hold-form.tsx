"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "../ui/button";
import { DialogButtons } from "../ui/dialog-buttons";
import { Field, InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
/** After how many minutes a pause ends by itself; 0: when somebody resumes. */
const lengths = [0, 15, HOUR_MINUTES, 4 * HOUR_MINUTES];

/** `resume_at`: ISO 8601; missing: until somebody resumes. */
export type Hold = { reason: string; resume_at?: string };

type HoldFormProps = {
  /** What holding back means. */
  lead: ReactNode;
  /** Who sees the reason. */
  reasonHint: string;
  submitWords: string;
  /** A drain has no end. */
  hasEnd?: boolean;
  onBack: () => void;
  autoFocus?: boolean;
  failure: string | null;
  isBusy: boolean;
  onSubmit: (hold: Hold) => void;
};

/** Why the queue or a worker is to be held back and, of a pause, for how long. */
export function HoldForm({
  lead,
  reasonHint,
  submitWords,
  hasEnd = true,
  onBack,
  autoFocus = false,
  failure,
  isBusy,
  onSubmit,
}: HoldFormProps) {
  const t = useTranslations("common.hold");
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
    const resume_at = new Date(Date.now() + minutes * MINUTE_MS).toISOString();
    onSubmit({ reason, ...(minutes > 0 && { resume_at }) });
  }

  const lengthWords = (minutes: number) => {
    if (minutes === 0) return t("whenResumed");
    return minutes < HOUR_MINUTES
      ? t("afterMinutes", { minutes })
      : t("afterHours", { hours: minutes / HOUR_MINUTES });
  };

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <div className="text-muted">{lead}</div>
      {failure && <Notice look="error" role="alert" title={failure} />}
      <InputField
        id={`${formId}-reason`}
        name="reason"
        label={t("reason")}
        hint={reasonHint}
        error={reasonError}
        maxLength={500}
        autoComplete="off"
        autoFocus={autoFocus}
        required
      />
      {hasEnd && (
        <Field id={`${formId}-minutes`} label={t("goesOn")}>
          <Select id={`${formId}-minutes`} name="minutes" defaultValue="0">
            {lengths.map((minutes) => (
              <option key={minutes} value={minutes}>
                {lengthWords(minutes)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <DialogButtons onBack={onBack}>
        <Button type="submit" look="primary" disabledReason={isBusy ? common("oneMoment") : undefined}>
          {submitWords}
        </Button>
      </DialogButtons>
    </form>
  );
}
