"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ApiError, api } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { showToast } from "../ui/toast";

export function useSignOut(): { leave: () => void; isBusy: boolean } {
  const t = useTranslations("shell");
  const messageOf = useMessageOf();
  const [isBusy, setBusy] = useState(false);

  async function leave() {
    setBusy(true);
    const result = await api.signOut();
    // A whole load: nothing of this person's data stays in memory.
    if (result.ok) return window.location.assign("/sign-in");
    setBusy(false);
    showToast({
      look: "error",
      title: t("stillSignedIn"),
      description: messageOf(new ApiError(result.error)),
    });
  }

  return { leave: () => void leave(), isBusy };
}
