"use client";

import { useTranslations } from "next-intl";
import type { Person, SetupLinkAnswer } from "@/lib/contract/people";
import { useTimes } from "../time/use-times";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ShownOnce } from "./shown-once";

type SetupLinkDialogProps = { person: Person; link: SetupLinkAnswer; onClose: () => void };

/** The link with which somebody sets their password, to be handed to them. */
export function SetupLinkDialog({ person, link, onClose }: SetupLinkDialogProps) {
  const t = useTranslations("settings.people");
  const words = useTranslations("settings");
  const times = useTimes();
  const { name } = person;
  return (
    <Dialog isOpen onClose={onClose} title={t("linkTitle", { name })}>
      <div className="grid gap-4">
        <p className="text-muted">{t("linkWhy", { name, until: times.absolute(link.setup_expires_at) })}</p>
        <ShownOnce label={t("link")} text={link.setup_url} />
        <Button look="primary" onClick={onClose} className="justify-self-end">
          {words("done")}
        </Button>
      </div>
    </Dialog>
  );
}
