"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Job } from "@/lib/contract/jobs";
import { isFinal } from "@/lib/jobs/state";
import { ApiError, api } from "../http/api";
import { useJobChanges } from "../live/live-updates";
import { whileVisible } from "../live/while-visible";
import { useAtMostEvery } from "../time/use-at-most-every";
import { jobKeys, jobQuery } from "./queries";

/** A place in the queue changes with other jobs, which are no events of this one. */
const POSITION_EVERY_MS = 3000;
/** A running attempt says more with each step of its progress; the steps of a quick one come close together. */
const LOGS_EVERY_MS = 500;
/** While many other jobs change, an ended one is read again no more often than this. */
const LOOK_EVERY_MS = 1000;

type LiveJob = {
  /** As it is now, or was when it was last there. */
  job: Job;
  /** It was deleted meanwhile. */
  isGone: boolean;
};

/**
 * One job, followed by its events until it has ended, and from then on by the changes of the queue: somebody may retry it
 * elsewhere. `initial` is what the page was rendered with.
 */
export function useLiveJob(initial: Job): LiveJob {
  const queryClient = useQueryClient();
  const jobId = initial.job_id;
  const { data: job, error } = useQuery({
    ...jobQuery(jobId),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.status === "pending" ? POSITION_EVERY_MS : false),
  });
  const hasEnded = isFinal(job.status);

  useEffect(() => {
    if (hasEnded) return;
    const show = (latest: Job) => {
      // A slower answer that is still on its way must not overwrite what is newer.
      void queryClient.cancelQueries({ queryKey: jobKeys.detail(jobId) });
      queryClient.setQueryData(jobKeys.detail(jobId), latest);
    };
    return whileVisible((signal) => {
      void api.followJob(jobId, { signal, onChange: show, giveUpAfterMs: Number.POSITIVE_INFINITY });
    });
  }, [queryClient, jobId, hasEnded]);

  const lookAgainSoon = useAtMostEvery(LOOK_EVERY_MS, () => {
    void queryClient.invalidateQueries({ queryKey: jobKeys.detail(jobId) });
  });
  useJobChanges(() => {
    if (hasEnded) lookAgainSoon();
  });

  // What the page was rendered with came with its attempts and log: only a change asks for them again.
  const phase = `${job.status} ${job.retry_count}`;
  const shownPhase = useRef(phase);
  useEffect(() => {
    if (shownPhase.current === phase) return;
    shownPhase.current = phase;
    for (const keyOf of [jobKeys.attempts, jobKeys.comparison]) {
      void queryClient.invalidateQueries({ queryKey: keyOf(jobId) });
    }
  }, [queryClient, jobId, phase]);

  const readLogsSoon = useAtMostEvery(LOGS_EVERY_MS, () => {
    void queryClient.invalidateQueries({ queryKey: jobKeys.logs(jobId) });
  });
  const step = `${phase} ${job.progress} ${job.message}`;
  const shownStep = useRef(step);
  useEffect(() => {
    if (shownStep.current === step) return;
    shownStep.current = step;
    readLogsSoon();
  }, [step, readLogsSoon]);

  return { job, isGone: error instanceof ApiError && error.error.status === 404 };
}
