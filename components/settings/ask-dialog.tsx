"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { DialogButtons } from "../ui/dialog-buttons";
import { Notice } from "../ui/notice";

type AskDialogProps = {
  title: string;
  /** What will be, in a sentence. */
  why: string;
  /** The words of the button that does it. */
  verb: string;
  /** Closes the dialog when it returns; what it throws is told in the dialog. */
  onConfirm: (fields: FormData) => Promise<unknown>;
  onClose: () => void;
  /** Fields to fill in first. */
  children?: ReactNode;
};

/** Asks before something that somebody may regret. It is open while it is rendered. */
export function AskDialog({ title, why, verb, onConfirm, onClose, children }: AskDialogProps) {
  const words = useTranslations("common");
  const messageOf = useMessageOf();
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm(fields);
      onClose();
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <form onSubmit={submit} className="grid gap-4">
        <p className="text-muted">{why}</p>
        {failure && <Notice look="error" role="alert" title={failure} />}
        {children}
        <DialogButtons onBack={onClose}>
          <Button type="submit" look="primary" disabledReason={isBusy ? words("oneMoment") : undefined}>
            {verb}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
