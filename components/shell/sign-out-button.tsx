"use client";

import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { useSignOut } from "./use-sign-out";

export function SignOutButton({ look }: { look: "icon" | "words" }) {
  const t = useTranslations("shell");
  const words = useTranslations("common");
  const { leave, isBusy } = useSignOut();

  const busy = isBusy ? words("oneMoment") : undefined;
  return look === "icon" ? (
    <Button
      look="quiet"
      size="icon"
      aria-label={t("signOut")}
      hint={t("signOut")}
      disabledReason={busy}
      onClick={leave}
    >
      <LogOut aria-hidden />
    </Button>
  ) : (
    <Button disabledReason={busy} onClick={leave}>
      <LogOut aria-hidden />
      {t("signOut")}
    </Button>
  );
}
