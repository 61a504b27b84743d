"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { UNDO_SECONDS } from "@/lib/contract/lists";
import { Button } from "../ui/button";
import { DialogButtons } from "../ui/dialog-buttons";
import { InputField } from "../ui/field";
import { formatBytes } from "../ui/format-bytes";
import type { CleanupCounts } from "./cleanup";

type CleanupFormProps = {
  preview: CleanupCounts;
  isBusy: boolean;
  onBack: () => void;
  onConfirm: (reason: string) => void;
};

/** The number of what goes, typed by whoever deletes it, and why. */
export function CleanupForm({ preview, isBusy, onBack, onConfirm }: CleanupFormProps) {
  const t = useTranslations("recovery");
  const common = useTranslations("common");
  const formId = useId();
  const [errors, setErrors] = useState<{ count?: string; reason?: string }>({});
  const { deleted_jobs: jobs, stale_decks: decks, total_bytes } = preview;
  const count = String(jobs);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const typed = String(fields.get("count")).replace(/\D/g, "");
    const reason = String(fields.get("reason")).trim();
    const found = {
      ...(typed !== count && { count: t("cleanup.typeCountWrong", { count }) }),
      ...(reason === "" && { reason: t("cleanup.reasonMissing") }),
    };
    setErrors(found);
    if (Object.keys(found).length === 0) onConfirm(reason);
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <p>
        {t("cleanup.confirmExplain", {
          jobs,
          decks,
          bytes: formatBytes(total_bytes),
          seconds: UNDO_SECONDS,
        })}
      </p>
      <InputField
        id={`${formId}-count`}
        name="count"
        label={t("cleanup.typeCount", { count })}
        hint={t("cleanup.typeCountHint")}
        error={errors.count}
        inputMode="numeric"
        autoComplete="off"
        required
      />
      <InputField
        id={`${formId}-reason`}
        name="reason"
        label={t("cleanup.reason")}
        hint={t("cleanup.reasonHint")}
        error={errors.reason}
        maxLength={500}
        autoComplete="off"
        required
      />
      <DialogButtons onBack={onBack}>
        <Button type="submit" look="danger" disabledReason={isBusy ? common("oneMoment") : undefined}>
          {t("cleanup.confirm")}
        </Button>
      </DialogButtons>
    </form>
  );
}
