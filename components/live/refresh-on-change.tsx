"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { api } from "../http/api";
import { useAtMostEvery } from "../time/use-at-most-every";
import { useJobChanges } from "./live-updates";

const AFTER_CHANGE_MS = 3000;
/** Workers come and go without any job changing. */
const ANYWAY_MS = 15_000;
/** A server that takes longer to say that it lives renders no page either. */
const ALIVE_WITHIN_MS = 5000;

/**
 * Renders the server's part of the page again after changes, in the background; a hidden tab waits. Without a server it stays as it
 * is: the router would line up one rendering after the other for when there is a network again (`useOffline` in next.config.js), and
 * would leave the page for the error page of a proxy that has lost the server.
 */
export function RefreshOnChange() {
  const router = useRouter();
  const refresh = useAtMostEvery(AFTER_CHANGE_MS, async () => {
    if (document.visibilityState !== "visible") return;
    const { ok } = await api.livez({ signal: AbortSignal.timeout(ALIVE_WITHIN_MS) });
    if (ok) router.refresh();
  });
  useJobChanges(refresh);
  useEffect(() => {
    const timer = setInterval(refresh, ANYWAY_MS);
    return () => clearInterval(timer);
  }, [refresh]);
  return null;
}
