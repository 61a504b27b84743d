"use client";

import { LogOut } from "lucide-react";
import { useState } from "react";
import { api } from "../http/api";
import { Button } from "../ui/button";
import { showToast } from "../ui/toast";

export function SignOutButton({ look }: { look: "icon" | "words" }) {
  const [isBusy, setBusy] = useState(false);

  async function leave() {
    setBusy(true);
    const result = await api.signOut();
    // A whole load: nothing of this person's data stays in memory.
    if (result.ok) return window.location.assign("/sign-in");
    setBusy(false);
    showToast({ look: "error", title: "You are still signed in", description: result.error.detail });
  }

  const busy = isBusy ? "One moment …" : undefined;
  return look === "icon" ? (
    <Button
      look="quiet"
      size="icon"
      aria-label="Sign out"
      hint="Sign out"
      disabledReason={busy}
      onClick={leave}
    >
      <LogOut aria-hidden />
    </Button>
  ) : (
    <Button disabledReason={busy} onClick={leave}>
      <LogOut aria-hidden />
      Sign out
    </Button>
  );
}
