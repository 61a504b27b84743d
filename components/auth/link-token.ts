"use client";

import { useSyncExternalStore } from "react";

function onHashChange(listener: () => void) {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** The token of the link. It stands behind the #, which browsers send to no server. Undefined: not known yet. */
export function useLinkToken(): string | null | undefined {
  return useSyncExternalStore(
    onHashChange,
    () => new URLSearchParams(window.location.hash.slice(1)).get("token"),
    () => undefined,
  );
}
