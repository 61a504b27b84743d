"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { RecoveryAnswer, TroubledJob } from "@/lib/contract/recovery";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { DialogButtons } from "../ui/dialog-buttons";
import { InputField } from "../ui/field";
import { Notice } from "../ui/notice";

type RecoverDialogProps = {
  /** Null: closed. */
  jobs: readonly TroubledJob[] | null;
  onClose: () => void;
  onDone: (answer: RecoveryAnswer) => void;
};

/** What recovering these jobs would do, and the order to do it, with a reason. */
export function RecoverDialog({ jobs, onClose, onDone }: RecoverDialogProps) {
  const t = useTranslations("recovery");
  return (
    <Dialog isOpen={jobs !== null} onClose={onClose} title={t("preview.title", { count: jobs?.length ?? 0 })}>
      {jobs && <RecoverForm jobs={jobs} onBack={onClose} onDone={onDone} />}
    </Dialog>
  );
}

/** As other acts on several jobs: up to so many are listed; of more the number must be typed. */
const MAX_LISTED = 20;

type RecoverFormProps = {
  jobs: readonly TroubledJob[];
  onBack: () => void;
  onDone: (answer: RecoveryAnswer) => void;
};

function RecoverForm({ jobs, onBack, onDone }: RecoverFormProps) {
  const t = useTranslations("recovery");
  const messageOf = useMessageOf();
  const common = useTranslations("common");
  const formId = useId();
  const [errors, setErrors] = useState<{ count?: string; reason?: string }>({});
  const isListed = jobs.length <= MAX_LISTED;
  const recovery = useMutation({
    mutationFn: (reason: string) =>
      dataOf(api.recoverJobs({ body: { job_ids: jobs.map(({ job_id }) => job_id), reason } })),
    onSuccess: onDone,
  });
  const count = (outcome: TroubledJob["outcome"]) => jobs.filter((job) => job.outcome === outcome).length;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (recovery.isPending) return;
    const fields = new FormData(event.currentTarget);
    const reason = String(fields.get("reason")).trim();
    const isTyped = isListed || String(fields.get("count")).replace(/\D/g, "") === String(jobs.length);
    const found = {
      ...(!isTyped && { count: t("preview.typeCountWrong", { count: String(jobs.length) }) }),
      ...(reason === "" && { reason: t("preview.reasonMissing") }),
    };
    setErrors(found);
    if (Object.keys(found).length === 0) recovery.mutate(reason);
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <ul className="list-disc pl-5">
        {count("requeued") > 0 && <li>{t("preview.requeued", { count: count("requeued") })}</li>}
        {count("failed") > 0 && (
          <li className="text-failed">{t("preview.failed", { count: count("failed") })}</li>
        )}
        <li className="text-muted">{t("preview.alive")}</li>
      </ul>
      {isListed ? (
        <ul
          aria-label={t("preview.which")}
          className="max-h-48 divide-y overflow-y-auto rounded-md border bg-surface"
        >
          {jobs.map(({ job_id, lesson_title }) => (
            <li key={job_id} className="truncate px-3 py-1.5">
              {lesson_title}
            </li>
          ))}
        </ul>
      ) : (
        <InputField
          id={`${formId}-count`}
          name="count"
          label={t("preview.typeCount", { count: String(jobs.length) })}
          hint={t("preview.typeCountHint")}
          error={errors.count}
          inputMode="numeric"
          autoComplete="off"
          required
        />
      )}
      {recovery.error && <Notice look="error" role="alert" title={messageOf(recovery.error)} />}
      <InputField
        id={`${formId}-reason`}
        name="reason"
        label={t("preview.reason")}
        hint={t("preview.reasonHint")}
        error={errors.reason}
        maxLength={500}
        autoComplete="off"
        required
      />
      <DialogButtons onBack={onBack}>
        <Button
          type="submit"
          look="primary"
          disabledReason={recovery.isPending ? common("oneMoment") : undefined}
        >
          {t("preview.confirm", { count: jobs.length })}
        </Button>
      </DialogButtons>
    </form>
  );
}
