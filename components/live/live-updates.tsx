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
import type { FollowState } from "@/lib/client/follow";
import { api } from "../http/api";
import { jobKeys } from "../jobs/queries";
import { whileVisible } from "./while-visible";

export type LiveState =
  | { kind: "connecting" }
  | { kind: "live" }
  /** `since`: Unix ms of the last moment at which the data was known to be right. */
  | { kind: "lost"; since: number };

type ChangeListener = () => void;
type Live = { state: LiveState; subscribe: (listener: ChangeListener) => () => void };

const LiveContext = createContext<Live>({ state: { kind: "connecting" }, subscribe: () => () => {} });

/** One connection for the page: keeps the counts right, and tells everything else on it that jobs have changed. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>({ kind: "connecting" });
  const [listeners] = useState(() => new Set<ChangeListener>());

  useEffect(() => {
    async function follow(signal: AbortSignal) {
      const ended = await api.followQueue({
        signal,
        giveUpAfterMs: Number.POSITIVE_INFINITY,
        onState: (now) => setState((before) => liveStateAfter(before, now)),
        onChange: (counts) => {
          queryClient.setQueryData(jobKeys.counts, counts);
          for (const listener of listeners) listener();
        },
      });
      if (signal.aborted || ended.ok) return;
      lose();
      if (ended.error.status === 401) signInAgain();
    }
    const lose = () => setState((before) => liveStateAfter(before, "lost"));
    window.addEventListener("offline", lose);
    const end = whileVisible((signal) => void follow(signal));
    return () => {
      window.removeEventListener("offline", lose);
      end();
    };
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

function liveStateAfter(before: LiveState, now: FollowState): LiveState {
  if (now !== "lost") return { kind: "live" };
  return before.kind === "lost" ? before : { kind: "lost", since: Date.now() };
}

/** The session has ended; the way on is to sign in again, and back. */
function signInAgain(): void {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
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
