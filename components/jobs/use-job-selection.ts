"use client";

import { useCallback, useState } from "react";
import type { Job } from "@/lib/contract/jobs";
import { type JobSelection, nothingSelected, toggle, togglePage } from "./job-selection";

/** The selection of the list with these conditions. It goes on from page to page; other conditions begin with none. */
export function useJobSelection(conditions: string): [JobSelection, (next: JobSelection) => void] {
  const [state, setState] = useState({ conditions, selection: nothingSelected });
  const set = useCallback((selection: JobSelection) => setState({ conditions, selection }), [conditions]);
  return [state.conditions === conditions ? state.selection : nothingSelected, set];
}

export type SelectionControls = {
  selection: JobSelection;
  toggle: (jobId: string, isRange: boolean) => void;
  togglePage: () => void;
};

/** What the boxes of a page do. */
export function selectionControls(
  selection: JobSelection,
  set: (next: JobSelection) => void,
  page: readonly Job[],
): SelectionControls {
  return {
    selection,
    toggle: (jobId, isRange) => set(toggle(selection, page, jobId, isRange)),
    togglePage: () => set(togglePage(selection, page)),
  };
}
