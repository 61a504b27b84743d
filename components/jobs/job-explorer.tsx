"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { LoadFailure } from "../http/load-failure";
import { useIsWide } from "../ui/use-is-wide";
import { JobCards } from "./job-cards";
import { conditionsOf, filtersOf, type JobAddress, toQuery } from "./job-filters";
import { JobListSkeleton } from "./job-list-skeleton";
import { JobPages } from "./job-pages";
import { countSelected, nothingSelected } from "./job-selection";
import { JobTable } from "./job-table";
import { useIsHeld } from "./list-holds";
import { ListState } from "./list-state";
import { NewJobs } from "./new-jobs";
import { useJobListCommands } from "./use-job-list-commands";
import { selectionControls, useJobSelection } from "./use-job-selection";
import { useKeptFocus } from "./use-kept-focus";
import { useLiveJobList } from "./use-live-job-list";

/** With its dialogs: loaded when the first job is chosen. */
const SelectionBar = dynamic(() => import("./selection-bar").then((module) => module.SelectionBar), {
  ssr: false,
});

type JobExplorerProps = {
  address: JobAddress;
  limit: number;
  canAct: boolean;
  /** What to say when no job matches. */
  empty: ReactNode;
};

/** Live jobs to look through and to act on: a table where there is room, cards on a phone. */
export function JobExplorer({ address, limit, canAct, empty }: JobExplorerProps) {
  const t = useTranslations("jobs");
  const list = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const isWide = useIsWide();
  const isHeld = useIsHeld();
  const [selection, setSelection] = useJobSelection(toQuery(conditionsOf(address)));
  const isChosen = selection.kind === "all" || selection.jobs.size > 0;
  const isPaused = isHeld || isChosen;
  const live = useLiveJobList(filtersOf(address), limit, isPaused);
  const { page, error, newCount, refresh } = live;
  const jobs = page?.jobs ?? [];
  const chosen = selectionControls(selection, setSelection, jobs);
  const clear = () => setSelection(nothingSelected);
  useJobListCommands({ list, bar, jobs, canAct, chosen, clear });

  const keptFocus = useKeptFocus(list, jobs);

  if (!page) {
    return error ? (
      <LoadFailure title={t("notLoaded")} error={error} onRetry={refresh} />
    ) : (
      <JobListSkeleton rows={Math.min(limit, 8)} />
    );
  }
  if (page.jobs.length === 0 && page.nextCursor === null && !isPaused) return empty;

  function showNew() {
    refresh();
    list.current?.scrollIntoView({ block: "nearest" });
  }

  return (
    <div ref={list} {...keptFocus} aria-busy={live.isFetching} className="relative scroll-mt-4">
      <ListState
        page={page}
        selected={countSelected(selection, page.total)}
        isHeld={isHeld}
        isLooking={live.isLooking && !isPaused}
        onStop={live.stop}
      />
      <NewJobs count={isPaused ? 0 : newCount} onShow={showNew} />
      {jobs.length === 0 && (
        <p className="py-6 text-muted">{live.isLooking ? t("noneYet") : t("noneSoFar")}</p>
      )}
      {isWide !== false && (
        <div className="max-md:hidden">
          <JobTable jobs={jobs} address={address} canAct={canAct} caption={t("title")} chosen={chosen} />
        </div>
      )}
      {isWide !== true && (
        <div className="md:hidden">
          <JobCards jobs={jobs} canAct={canAct} caption={t("title")} chosen={chosen} />
        </div>
      )}
      <JobPages address={address} page={page} />
      {isChosen && (
        <SelectionBar
          bar={bar}
          selection={selection}
          conditions={conditionsOf(address)}
          page={page}
          canAct={canAct}
          onSelectAll={() => setSelection({ kind: "all" })}
          onClear={clear}
        />
      )}
    </div>
  );
}
