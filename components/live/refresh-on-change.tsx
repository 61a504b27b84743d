"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useAtMostEvery } from "../time/use-at-most-every";
import { useJobChanges } from "./live-updates";

const AFTER_CHANGE_MS = 3000;
/** Workers come and go without any job changing. */
const ANYWAY_MS = 15_000;

/** Renders the server's part of the page again after changes, in the background; a hidden tab waits. */
export function RefreshOnChange() {
  const router = useRouter();
  const refresh = useAtMostEvery(AFTER_CHANGE_MS, () => {
    if (document.visibilityState === "visible") router.refresh();
  });
  useJobChanges(refresh);
  useEffect(() => {
    const timer = setInterval(refresh, ANYWAY_MS);
    return () => clearInterval(timer);
  }, [refresh]);
  return null;
}
