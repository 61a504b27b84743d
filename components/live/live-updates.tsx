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
import { jobCounts } from "@/lib/contract/jobs";
import { ApiError } from "../http/fetch-json";
import { fetchCounts } from "../jobs/api";
import { jobKeys } from "../jobs/queries";
import { type LiveState, openLiveStream } from "./live-stream";

const change = z.object({ counts: jobCounts });

type ChangeListener = () => void;
type Live = { state: LiveState; subscribe: (listener: ChangeListener) => () => void };

const LiveContext = createContext<Live>({ state: { kind: "connecting" }, subscribe: () => () => {} });

/** One connection for the page: keeps the counts right, and tells everything else on it that jobs have changed. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>({ kind: "connecting" });
  const [listeners] = useState(() => new Set<ChangeListener>());

  useEffect(() => {
    function tell() {
      for (const listener of listeners) listener();
    }
    return openLiveStream({
      url: "/api/presentations/jobs/stream",
      on: {
        change: (data) => {
          queryClient.setQueryData(jobKeys.counts, change.parse(JSON.parse(data)).counts);
          tell();
        },
      },
      onState: setState,
      onResume: () => {
        void queryClient.invalidateQueries({ queryKey: jobKeys.counts });
        tell();
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

/** Calls `listener` after every change of jobs, and after a gap in which there may have been some. */
export function useJobChanges(listener: ChangeListener): void {
  const { subscribe } = useContext(LiveContext);
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => subscribe(() => latest.current()), [subscribe]);
}
