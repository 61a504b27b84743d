"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { verdictQuery } from "../charts/queries";
import { useJobChanges } from "../live/live-updates";
import { useAtMostEvery } from "../time/use-at-most-every";
import { titlePrefix, troubleIcon } from "./trouble";

const AFTER_CHANGE_MS = 20_000;
/** A tab in the background hears of no change, and is the one that must call for attention. */
const ANYWAY_MS = 60_000;

/** Shows in the tab's title and icon that something is wrong. Nothing on the page itself. */
export function TroubleSigns() {
  const queryClient = useQueryClient();
  const { data } = useQuery({
    ...verdictQuery(),
    select: ({ status, recent_failed }) => ({ verdict: status, failures: recent_failed }),
    refetchInterval: ANYWAY_MS,
    refetchIntervalInBackground: true,
  });
  useJobChanges(useAtMostEvery(AFTER_CHANGE_MS, () => void queryClient.invalidateQueries(verdictQuery())));
  const verdict = data?.verdict ?? "healthy";
  const prefix = titlePrefix({ verdict, failures: data?.failures ?? 0 });
  const icon = troubleIcon(verdict);
  useEffect(() => prefixTitle(prefix), [prefix]);
  useEffect(() => (icon === null ? undefined : replaceIcons(icon)), [icon]);
  return null;
}

/** Calls `apply` now and whenever the head changes: pages set their own titles and icons as they come and go. */
function onHeadChange(apply: () => void): MutationObserver {
  const observer = new MutationObserver(apply);
  observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  apply();
  return observer;
}

/** @returns what gives the page its own title back */
function prefixTitle(prefix: string): () => void {
  let own = "";
  let page = "";
  const observer = onHeadChange(() => {
    if (document.title === own) return;
    page = document.title;
    own = prefix + page;
    document.title = own;
  });
  return () => {
    observer.disconnect();
    if (document.title === own) document.title = page;
  };
}

/** @returns what gives the page its own icons back */
function replaceIcons(href: string): () => void {
  const replaced = new Map<HTMLLinkElement, string>();
  const observer = onHeadChange(() => {
    for (const link of document.head.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')) {
      if (replaced.has(link)) continue;
      replaced.set(link, link.href);
      link.href = href;
    }
  });
  return () => {
    observer.disconnect();
    for (const [link, before] of replaced) link.href = before;
  };
}
