"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { lessonHref } from "../lessons/lesson-list";
import { Button } from "../ui/button";
import { DialogButtons } from "../ui/dialog-buttons";
import { InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { showToast } from "../ui/toast";

type DeleteDeckFormProps = {
  presentationId: string;
  lessonId: string;
  isNewest: boolean;
  onBack: () => void;
};

/** What goes, and why; there is no way back but to make the deck again. */
export function DeleteDeckForm({ presentationId, lessonId, isNewest, onBack }: DeleteDeckFormProps) {
  const t = useTranslations("decks.delete");
  const common = useTranslations("common");
  const messageOf = useMessageOf();
  const router = useRouter();
  const cache = useQueryClient();
  const formId = useId();
  const remove = useMutation({
    mutationFn: (reason: string) =>
      dataOf(
        api.deletePresentation({ presentation_id: presentationId, query: reason === "" ? {} : { reason } }),
      ),
    onSuccess: () => {
      showToast({ look: "success", title: t("done") });
      router.replace(lessonHref(lessonId));
      cache.removeQueries({ queryKey: ["decks", presentationId] });
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (remove.isPending) return;
    remove.mutate(String(new FormData(event.currentTarget).get("reason")).trim());
  }

  return (
    <form onSubmit={submit} className="grid gap-5">
      <p>{t("lead")}</p>
      {isNewest && <Notice look="warning" title={t("isNewest")} />}
      <InputField
        id={`${formId}-reason`}
        name="reason"
        label={t("reason")}
        hint={t("reasonHint")}
        maxLength={500}
        autoComplete="off"
      />
      {remove.error && (
        <Notice look="warning" title={t("notDone")}>
          <p>{messageOf(remove.error)}</p>
        </Notice>
      )}
      <DialogButtons onBack={onBack}>
        <Button
          type="submit"
          look="danger"
          disabledReason={remove.isPending || remove.isSuccess ? common("oneMoment") : undefined}
        >
          {t("confirm")}
        </Button>
      </DialogButtons>
    </form>
  );
}
