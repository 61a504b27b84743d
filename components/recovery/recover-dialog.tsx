"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { RecoveryAnswer, TroubledJob } from "@/lib/contract/recovery";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
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
      {jobs && <RecoverForm jobs={jobs} onDone={onDone} />}
    </Dialog>
  );
}

type RecoverFormProps = { jobs: readonly TroubledJob[]; onDone: (answer: RecoveryAnswer) => void };

function RecoverForm({ jobs, onDone }: RecoverFormProps) {
  const t = useTranslations("recovery");
  const messageOf = useMessageOf();
  const common = useTranslations("common");
  const reasonId = useId();
  const [reasonError, setReasonError] = useState<string>();
  const recovery = useMutation({
    mutationFn: (reason: string) =>
      dataOf(api.recoverJobs({ body: { job_ids: jobs.map(({ job_id }) => job_id), reason } })),
    onSuccess: onDone,
  });
  const count = (outcome: TroubledJob["outcome"]) => jobs.filter((job) => job.outcome === outcome).length;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (recovery.isPending) return;
    const reason = String(new FormData(event.currentTarget).get("reason")).trim();
    if (reason === "") return setReasonError(t("preview.reasonMissing"));
    recovery.mutate(reason);
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
      {recovery.error && <Notice look="error" role="alert" title={messageOf(recovery.error)} />}
      <InputField
        id={reasonId}
        name="reason"
        label={t("preview.reason")}
        hint={t("preview.reasonHint")}
        error={reasonError}
        maxLength={500}
        autoComplete="off"
        required
      />
      <div className="flex justify-end">
        <Button
          type="submit"
          look="primary"
          disabledReason={recovery.isPending ? common("oneMoment") : undefined}
        >
          {t("preview.confirm", { count: jobs.length })}
        </Button>
      </div>
    </form>
  );
}
