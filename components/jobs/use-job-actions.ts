"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Job } from "@/lib/contract/jobs";
import { messageOf } from "../http/fetch-json";
import { showToast } from "../ui/toast";
import { cancelJob, fetchJob, type JobPage, retryJob } from "./api";
import { titleOf } from "./job-words";
import { jobKeys } from "./queries";

type Action = { kind: "cancel" | "retry"; job: Job };

/** Cancel and retry, at once and without a dialog; the toast tells the result. */
export function useJobActions(): { act: (action: Action) => void; pendingKind: Action["kind"] | null } {
  const queryClient = useQueryClient();

  async function show(jobId: string) {
    const job = await fetchJob(jobId);
    queryClient.setQueryData(jobKeys.detail(jobId), job);
    queryClient.setQueriesData<JobPage>(
      { queryKey: jobKeys.lists },
      (page) => page && { ...page, jobs: page.jobs.map((row) => (row.job_id === jobId ? job : row)) },
    );
    void queryClient.invalidateQueries({ queryKey: jobKeys.attempts(jobId) });
    void queryClient.invalidateQueries({ queryKey: jobKeys.counts });
  }

  const { mutate, isPending, variables } = useMutation({
    mutationFn: async ({ kind, job }: Action) => {
      if (kind === "cancel") await cancelJob(job.job_id);
      // A person who presses the button means it: one more than the job was given.
      else await retryJob(job.job_id, job.retry_count >= job.max_retries);
    },
    onSuccess: async (_, { kind, job }) => {
      await show(job.job_id).catch(() => null); // the live updates will show it
      showToast({
        look: "success",
        title: kind === "cancel" ? "Job cancelled" : "Back in the queue",
        description: titleOf(job),
      });
    },
    onError: (error, { kind, job }) => {
      showToast({
        look: "error",
        title: kind === "cancel" ? "The job was not cancelled" : "The job was not retried",
        description: messageOf(error),
      });
      void show(job.job_id).catch(() => null);
    },
  });

  return { act: mutate, pendingKind: isPending ? variables.kind : null };
}
