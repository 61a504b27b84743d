"use client";

import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "../http/api";
import { Button } from "../ui/button";
import { showToast } from "../ui/toast";

export function SignOutButton({ look }: { look: "icon" | "words" }) {
  const t = useTranslations("shell");
  const words = useTranslations("common");
  const [isBusy, setBusy] = useState(false);

  async function leave() {
    setBusy(true);
    const result = await api.signOut();
    // A whole load: nothing of this person's data stays in memory.
    if (result.ok) return window.location.assign("/sign-in");
    setBusy(false);
    showToast({ look: "error", title: t("stillSignedIn"), description: result.error.detail });
  }

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
