"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import type { SavedView } from "@/lib/contract/views";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { usePerson } from "../shell/person-context";
import { Button } from "../ui/button";
import { CheckboxField } from "../ui/checkbox-field";
import { Dialog } from "../ui/dialog";
import { InputField } from "../ui/field";
import { Notice } from "../ui/notice";
import { showToast } from "../ui/toast";
import { viewsQuery } from "./queries";

type ViewDialogProps = {
  /** Null: a new one. */
  view: SavedView | null;
  /** Of the list in view. */
  query: string;
  onClose: () => void;
};

type Wish = { kind: "save"; name: string; isShared: boolean; takesQuery: boolean } | { kind: "delete" };

/** Saves the list in view under a name, or renames, shares, renews or deletes a saved one. */
export function ViewDialog({ view, query, onClose }: ViewDialogProps) {
  const t = useTranslations("jobs.views");
  const messageOf = useMessageOf();
  const queryClient = useQueryClient();
  const id = useId();
  const { role, permissions } = usePerson();
  const mayShare = role !== "teacher" && permissions.includes("job:act");

  const { mutate, error, isPending } = useMutation({
    mutationFn: async (wish: Wish) => {
      if (wish.kind === "delete") {
        if (view) await dataOf(api.deleteView({ view_id: view.view_id }));
        return t("deleted");
      }
      const { name, isShared: is_shared, takesQuery } = wish;
      if (view === null) await dataOf(api.createView({ body: { name, query, is_shared } }));
      else {
        const body = { name, is_shared, ...(takesQuery && { query }) };
        await dataOf(api.changeView({ view_id: view.view_id, body }));
      }
      return t("saved", { name });
    },
    onSuccess: (title) => {
      void queryClient.invalidateQueries(viewsQuery());
      showToast({ look: "success", title });
      onClose();
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    mutate({
      kind: "save",
      name: String(form.get("name")),
      // A box that is disabled is not sent: what was shared stays so.
      isShared: mayShare ? form.has("is_shared") : (view?.is_shared ?? false),
      takesQuery: form.has("takes_query"),
    });
  }

  return (
    <Dialog isOpen onClose={onClose} title={view ? t("changeTitle") : t("saveTitle")}>
      <form onSubmit={submit} className="grid gap-5">
        {error && <Notice look="error" role="alert" title={messageOf(error)} />}
        <InputField
          id={`${id}name`}
          name="name"
          label={t("name")}
          hint={view ? undefined : t("nameHint")}
          defaultValue={view?.name ?? ""}
          required
          maxLength={100}
          autoComplete="off"
        />
        <CheckboxField
          id={`${id}shared`}
          name="is_shared"
          label={t("share")}
          hint={mayShare ? t("shareHint") : t("shareNotAllowed")}
          defaultChecked={view?.is_shared ?? false}
          disabled={!mayShare}
        />
        {view && view.query !== query && (
          <CheckboxField id={`${id}query`} name="takes_query" label={t("renew")} hint={t("renewHint")} />
        )}
        <div className="flex flex-wrap justify-end gap-2">
          {view && (
            <Button
              look="quiet"
              className="mr-auto text-failed"
              disabled={isPending}
              onClick={() => mutate({ kind: "delete" })}
            >
              {t("delete")}
            </Button>
          )}
          <Button onClick={onClose}>{t("notNow")}</Button>
          <Button type="submit" look="primary" disabled={isPending}>
            {t("saveButton")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
