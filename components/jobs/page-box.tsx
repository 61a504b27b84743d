"use client";

import { useTranslations } from "next-intl";
import type { Job } from "@/lib/contract/jobs";
import { Checkbox } from "../ui/checkbox";
import { pageState } from "./job-selection";
import type { SelectionControls } from "./use-job-selection";

type PageBoxProps = {
  jobs: readonly Job[];
  chosen: SelectionControls;
  /** The head of a table has no room for words. */
  isWordless?: boolean;
};

/** Chooses all jobs of the page, or none. */
export function PageBox({ jobs, chosen, isWordless = false }: PageBoxProps) {
  const t = useTranslations("jobs");
  const state = pageState(chosen.selection, jobs);
  return (
    <Checkbox
      checked={state === "whole"}
      isMixed={state === "some"}
      onChange={chosen.togglePage}
      className={isWordless ? "-ml-2 size-8 justify-center" : "-ml-2 h-11 gap-2 px-3 text-muted text-sm"}
    >
      <span className={isWordless ? "sr-only" : undefined}>{t("selectPage")}</span>
    </Checkbox>
  );
}
