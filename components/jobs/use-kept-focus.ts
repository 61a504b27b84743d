"use client";

import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from "react";
import type { Job } from "@/lib/contract/jobs";
import { jobIdOf } from "./use-list-keys";

/** To the page's heading: where somebody goes on whose place has gone. */
export function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>("h1");
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/**
 * Keeps the focus in the list when its row leaves, as one does that is cancelled among the waiting: it goes to the row that comes into its
 * place, else to the heading. @returns the handlers of the list's element
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>, jobs: readonly Job[]) {
  const at = useRef<{ id: string; place: number } | null>(null);

  useLayoutEffect(() => {
    if (at.current === null) return;
    const { id, place } = at.current;
    const now = jobs.findIndex((job) => job.job_id === id);
    if (now >= 0) {
      at.current.place = now;
      return;
    }
    at.current = null;
    if (document.activeElement !== document.body) return;
    const links = [...(list.current?.querySelectorAll<HTMLElement>("[data-job-link]") ?? [])];
    const next = links.filter((link) => link.checkVisibility()).at(Math.min(place, links.length - 1));
    if (next) next.focus({ preventScroll: true });
    else focusHeading();
  }, [list, jobs]);

  return {
    onFocus: ({ target }: FocusEvent) => {
      const id = jobIdOf(target);
      at.current = id === null ? null : { id, place: jobs.findIndex((job) => job.job_id === id) };
    },
    // React tells of no blur that comes of its own removal of an element.
    onBlur: () => {
      at.current = null;
    },
  };
}
