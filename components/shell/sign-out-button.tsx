"use client";

import { LogOut } from "lucide-react";
import { useState } from "react";
import { signOut } from "../auth/api";
import { messageOf } from "../http/fetch-json";
import { Button } from "../ui/button";
import { showToast } from "../ui/toast";

export function SignOutButton({ look }: { look: "icon" | "words" }) {
  const [isBusy, setBusy] = useState(false);

  async function leave() {
    setBusy(true);
    try {
      await signOut();
      // A whole load: nothing of this person's data stays in memory.
      window.location.assign("/sign-in");
    } catch (error) {
      setBusy(false);
      showToast({ look: "error", title: "You are still signed in", description: messageOf(error) });
    }
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
