"use client";

import { LoaderCircle, Pause } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "../ui/button";
import type { JobPage } from "./queries";

type ListStateProps = {
  page: JobPage;
  /** How many jobs are chosen. */
  selected: number;
  /** Whether an open menu holds the rows. */
  isHeld: boolean;
  isLooking: boolean;
  onStop: () => void;
};

/** The line above the rows: how many there are, and whether they follow what happens. Its place is always kept. */
export function ListState({ page, selected, isHeld, isLooking, onStop }: ListStateProps) {
  const t = useTranslations("jobs");
  const format = useFormatter();
  const total = Math.max(page.total, page.jobs.length);
  const paused = selected > 0 ? t("pausedSelected", { count: selected }) : isHeld ? t("pausedMenu") : null;
  return (
    <div className="flex h-7 items-center gap-4 text-muted text-sm">
      <p>
        {page.isExact
          ? t("total", { count: total })
          : t("totalAbout", { count: total, number: format.number(total) })}
      </p>
      {isLooking && (
        <p role="status" className="flex items-center gap-2">
          <LoaderCircle aria-hidden className="size-3.5 animate-spin motion-reduce:animate-none" />
          {t("looking")}
          <Button look="quiet" size="small" onClick={onStop}>
            {t("stop")}
          </Button>
        </p>
      )}
      <p role="status" className="ml-auto flex items-center gap-1.5">
        {paused && (
          <>
            <Pause aria-hidden className="size-3.5" />
            {paused}
          </>
        )}
      </p>
    </div>
  );
}
