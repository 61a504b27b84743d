"use client";

import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { z } from "zod";
import { type Job, job, jobCounts } from "@/lib/contract/jobs";
import { ApiError } from "../http/fetch-json";
import { fetchCounts } from "../jobs/api";
import { patchLists } from "../jobs/patch-lists";
import { jobKeys } from "../jobs/queries";
import { type LiveState, openLiveStream } from "./live-stream";

/** What the stream says: the jobs that changed, or null when they were too many to name. */
const change = z.object({ counts: jobCounts, jobs: z.array(job).nullable().default(null) });

type ChangeListener = (jobs: Job[] | null) => void;
type Live = { state: LiveState; subscribe: (listener: ChangeListener) => () => void };

const LiveContext = createContext<Live>({ state: { kind: "connecting" }, subscribe: () => () => {} });

/** One connection for the page: keeps the counts and the rows in view right, and tells lists about other changes. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>({ kind: "connecting" });
  const [listeners] = useState(() => new Set<ChangeListener>());

  useEffect(() => {
    const tell: ChangeListener = (jobs) => {
      for (const listener of listeners) listener(jobs);
    };
    return openLiveStream({
      url: "/api/presentations/jobs/stream",
      on: {
        change: (data) => {
          const { counts, jobs } = change.parse(JSON.parse(data));
          queryClient.setQueryData(jobKeys.counts, counts);
          if (jobs) patchLists(queryClient, jobs);
          tell(jobs);
        },
      },
      onState: setState,
      onResume: () => {
        void queryClient.invalidateQueries({ queryKey: jobKeys.counts });
        tell(null);
      },
      onRefused: () => void leaveIfSignedOut(),
    });
  }, [queryClient, listeners]);

  const subscribe = useCallback(
    (listener: ChangeListener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    [listeners],
  );
  const live = useMemo(() => ({ state, subscribe }), [state, subscribe]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** The stream was refused. When that is because the session has ended, the way on is to sign in again. */
async function leaveIfSignedOut(): Promise<void> {
  try {
    await fetchCounts();
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) return; // the stream tries again by itself
    const here = window.location.pathname + window.location.search;
    window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
  }
}

export function useLiveState(): LiveState {
  return useContext(LiveContext).state;
}

/** Calls `listener` with the jobs of every change (null: too many to name, look again). */
export function useJobChanges(listener: ChangeListener): void {
  const { subscribe } = useContext(LiveContext);
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => subscribe((jobs) => latest.current(jobs)), [subscribe]);
}
