"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { InputField } from "../ui/field";
import { Notice } from "../ui/notice";

type ConfirmDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  /** What is about to happen, in the words of its button. */
  title: string;
  /** What follows from it, and whether it can be undone. */
  consequence: ReactNode;
  /** The things it is about, where they are few: each is listed. */
  items?: readonly { id: string; words: ReactNode }[];
  /** The number that must be typed, where they are many. */
  typedCount?: number;
  /** Whether it destroys something. */
  isDanger?: boolean;
  isBusy: boolean;
  failure?: string | null;
  /** Stands beside the buttons; is told the reason as it is typed so far. */
  aside?: (reason: string | undefined) => ReactNode;
  /** `reason` is undefined when none was given. */
  onConfirm: (reason: string | undefined) => void;
};

/** Asks before something happens to several things at once; the more there are, the harder it is to do it by mistake. */
export function ConfirmDialog({ isOpen, onClose, title, ...form }: ConfirmDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title}>
      <ConfirmForm {...form} title={title} onClose={onClose} />
    </Dialog>
  );
}

/** Digits as people write them: "1,200", "1 200" and "1200" are one number. */
const typedNumber = (text: string) => text.replace(/[\s,.'’_]/g, "");

function ConfirmForm({
  title,
  consequence,
  items,
  typedCount,
  isDanger = false,
  isBusy,
  failure,
  aside,
  onConfirm,
  onClose,
}: Omit<ConfirmDialogProps, "isOpen">) {
  const t = useTranslations("actions.confirm");
  const common = useTranslations("common");
  const formId = useId();
  const [typed, setTyped] = useState("");
  const [typedReason, setTypedReason] = useState("");
  const [isRefused, setRefused] = useState(false);
  const reason = typedReason.trim() || undefined;
  const isTyped = typedCount === undefined || typedNumber(typed) === String(typedCount);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy || !isTyped) return;
    onConfirm(reason);
  }

  const whyNot = isBusy ? common("oneMoment") : isTyped ? undefined : t("typeFirst");
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <div className="grid gap-2 text-muted">{consequence}</div>
      {failure && <Notice look="error" role="alert" title={failure} />}
      {items && (
        <ul
          aria-label={t("which")}
          className="max-h-48 divide-y overflow-y-auto rounded-md border bg-surface"
        >
          {items.map(({ id, words }) => (
            <li key={id} className="px-3 py-1.5">
              {words}
            </li>
          ))}
        </ul>
      )}
      {typedCount !== undefined && (
        <InputField
          id={`${formId}-count`}
          label={t("type", { count: String(typedCount) })}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          // A form whose submit button is disabled does not submit on Enter: somebody would wait for nothing.
          onKeyDown={({ key }) => setRefused(key === "Enter" && !isTyped)}
          error={isRefused ? t("notCount", { count: String(typedCount) }) : undefined}
          // The attribute that showModal looks for; React's own autoFocus comes before it.
          ref={(input) => input?.setAttribute("autofocus", "")}
          required
        />
      )}
      <InputField
        id={`${formId}-reason`}
        value={typedReason}
        onChange={(event) => setTypedReason(event.currentTarget.value)}
        label={t("reason")}
        hint={t("reasonHint")}
        maxLength={500}
        autoComplete="off"
      />
      <div className="flex flex-wrap justify-end gap-2">
        {aside && <div className="mr-auto">{aside(reason)}</div>}
        <Button onClick={onClose}>{t("back")}</Button>
        <Button type="submit" look={isDanger ? "danger" : "primary"} disabledReason={whyNot}>
          {title}
        </Button>
      </div>
    </form>
  );
}
