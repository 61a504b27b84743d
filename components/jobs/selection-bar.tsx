"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect } from "react";
import { actionKinds, msOfSpan } from "@/lib/contract/lists";
import { ActionButtons } from "../actions/action-buttons";
import { Button } from "../ui/button";
import type { JobFilters } from "./job-filters";
import { countSelected, type JobSelection, pageState, refreshed } from "./job-selection";
import type { JobPage } from "./queries";
import { focusHeading } from "./use-kept-focus";

type SelectionBarProps = {
  bar: RefObject<HTMLDivElement | null>;
  selection: JobSelection;
  /** What "all that match" means. */
  conditions: JobFilters;
  page: JobPage;
  canAct: boolean;
  onSelectAll: () => void;
  onClear: () => void;
};

/** What is chosen and what can be done with it. It lies over the page, so that no row moves when it comes. */
export function SelectionBar({
  bar,
  selection,
  conditions,
  page,
  canAct,
  onSelectAll,
  onClear,
}: SelectionBarProps) {
  const t = useTranslations("jobs.selection");
  const { total, jobs } = page;
  // It goes with the button that was pressed, and with its dialog.
  useEffect(
    () => () => {
      if (document.activeElement === document.body) focusHeading();
    },
    [],
  );
  const count = countSelected(selection, total);
  if (count === 0) return null;
  const mayTakeAll =
    selection.kind === "ids" && pageState(selection, jobs) === "whole" && total > selection.jobs.size;
  return (
    <section
      aria-label={t("label")}
      className="pointer-events-none fixed inset-x-0 bottom-4 z-20 flex justify-center px-4 max-md:bottom-16 md:pl-60"
    >
      <div
        ref={bar}
        className="pointer-events-auto flex max-w-full flex-wrap items-center gap-2 rounded-lg border bg-raised py-2 pr-2 pl-4 shadow-raised"
      >
        <p role="status" className="mr-1 font-medium max-md:flex-1">
          {selection.kind === "all" ? t("all", { count }) : t("some", { count })}
        </p>
        {mayTakeAll && (
          <Button look="quiet" onClick={onSelectAll} className="text-accent-ink max-md:order-last">
            {t("takeAll", { count: total })}
          </Button>
        )}
        <div
          data-actions
          className="flex gap-2 max-md:order-last max-md:grid max-md:w-full max-md:grid-cols-3 max-md:*:px-1"
        >
          <ActionButtons
            selection={
              selection.kind === "all"
                ? { kind: "filter", filter: asOf(conditions, Date.now()), count, isExact: page.isExact }
                : { kind: "ids", jobs: refreshed(selection.jobs, jobs) }
            }
            canAct={canAct}
            onStarted={onClear}
          />
        </div>
        <Button
          look="quiet"
          size="icon"
          aria-label={t("clear")}
          hint={t("clear")}
          keys={["Escape"]}
          onClick={onClear}
        >
          <X aria-hidden />
        </Button>
      </div>
    </section>
  );
}

/** As if the button of the action had been pressed: it knows whether it may, and asks what has to be asked. */
export function pressAction(bar: HTMLElement | null, kind: "retry" | "cancel"): void {
  const buttons = bar?.querySelectorAll<HTMLElement>("[data-actions] > button");
  buttons?.[actionKinds.indexOf(kind)]?.click();
}

/** "The last hour" is the one before the choice: an action that runs for long must not follow it on. */
function asOf({ created_within, ...conditions }: JobFilters, now: number): JobFilters {
  if (created_within === undefined) return conditions;
  const since = new Date(now - msOfSpan(created_within)).toISOString();
  return { ...conditions, created_after: later(conditions.created_after, since) };
}

const later = (a: string | undefined, b: string) => (a && Date.parse(a) > Date.parse(b) ? a : b);
