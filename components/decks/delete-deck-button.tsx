"use client";

import { Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";

const Form = dynamic(() => import("./delete-deck-form").then((module) => module.DeleteDeckForm), {
  ssr: false,
});

type DeleteDeckButtonProps = {
  presentationId: string;
  title: string;
  lessonId: string;
  /** The one that the lesson app gets. */
  isNewest: boolean;
  mayDelete: boolean;
};

/** Asks whether and why, deletes the deck with its files, and goes to the lesson. */
export function DeleteDeckButton({ mayDelete, title, ...deck }: DeleteDeckButtonProps) {
  const t = useTranslations("decks.delete");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="icon"
        aria-label={t("title")}
        hint={t("title")}
        disabledReason={mayDelete ? undefined : t("notAllowed")}
        onClick={() => setOpen(true)}
      >
        <Trash2 aria-hidden />
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t("title")} description={title}>
        <Form {...deck} onBack={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
