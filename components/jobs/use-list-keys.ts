"use client";

import { type RefObject, useEffect, useRef } from "react";
import { mayPress } from "../shortcuts/single-keys";
import { type ListCommand, listCommand, stepFrom } from "./job-keys";

type Does = (command: Exclude<ListCommand, "next" | "previous">, jobId: string | null) => void;

/** Marks what belongs to a job (its row or card), and the link in it that gets the focus. */
export const jobMark = (jobId: string) => ({ "data-job": jobId });
export const jobLinkMark = { "data-job-link": true };

/** The row that somebody is at is the one that has the focus, so the keyboard and screen readers agree on it. */
export function useListKeys(list: RefObject<HTMLElement | null>, does: Does): void {
  const latest = useRef(does);
  useEffect(() => {
    latest.current = does;
  });

  useEffect(() => {
    let last: string | null = null;

    function listen(event: KeyboardEvent) {
      const command = listCommand(event.key);
      if (command === null || !mayPress(event)) return;
      const links = [...(list.current?.querySelectorAll<HTMLElement>("[data-job-link]") ?? [])].filter(
        (link) => link.checkVisibility(),
      );
      const ids = links.map((link) => jobIdOf(link) ?? "");
      const current = jobIdOf(document.activeElement) ?? last;
      if (command === "next" || command === "previous") {
        const id = stepFrom(ids, current, command);
        links.find((link) => jobIdOf(link) === id)?.focus();
        last = id ?? null;
      } else {
        latest.current(command, current !== null && ids.includes(current) ? current : null);
      }
      if (command !== "clear") event.preventDefault();
    }

    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [list]);
}

/** Of the row or card that holds the element; null: it is in none. */
export function jobIdOf(element: Element | null): string | null {
  return element?.closest<HTMLElement>("[data-job]")?.dataset.job ?? null;
}
