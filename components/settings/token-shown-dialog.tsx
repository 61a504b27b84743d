"use client";

import { useTranslations } from "next-intl";
import type { NewToken } from "@/lib/contract/tokens";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { Dialog } from "../ui/dialog";
import { ShownOnce } from "./shown-once";

type TokenShownDialogProps = { token: NewToken; baseUrl: string; onClose: () => void };

/** A new secret, this once. */
export function TokenShownDialog({ token, baseUrl, onClose }: TokenShownDialogProps) {
  const t = useTranslations("settings");
  return (
    <Dialog isOpen onClose={onClose} title={t("tokens.createdTitle", { name: token.name })}>
      <div className="grid grid-cols-1 gap-4">
        <ShownOnce label={t("tokens.token")} text={token.token} />
        <div className="grid grid-cols-1 gap-1.5">
          <p className="font-medium">{t("tokens.tryIt")}</p>
          <CodeBlock
            label={t("tokens.tryIt")}
            text={`curl ${baseUrl}/api/me -H "Authorization: Bearer ${token.token}"`}
          />
        </div>
        <Button look="primary" onClick={onClose} className="justify-self-end">
          {t("done")}
        </Button>
      </div>
    </Dialog>
  );
}
