"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Job } from "@/lib/contract/jobs";
import { api, dataOf, messageOf } from "../http/api";
import { showToast } from "../ui/toast";
import { titleOf } from "./job-words";
import { type JobPage, jobKeys } from "./queries";

type Action = { kind: "cancel" | "retry"; job: Job };

/** Cancel and retry, at once and without a dialog; the toast tells the result. */
export function useJobActions(): { act: (action: Action) => void; pendingKind: Action["kind"] | null } {
  const queryClient = useQueryClient();

  async function show(jobId: string) {
    const job = await dataOf(api.getJob({ job_id: jobId }));
    queryClient.setQueryData(jobKeys.detail(jobId), job);
    queryClient.setQueriesData<JobPage>(
      { queryKey: jobKeys.lists },
      (page) => page && { ...page, jobs: page.jobs.map((row) => (row.job_id === jobId ? job : row)) },
    );
    void queryClient.invalidateQueries({ queryKey: jobKeys.attempts(jobId) });
    void queryClient.invalidateQueries({ queryKey: jobKeys.logs(jobId) });
    void queryClient.invalidateQueries({ queryKey: jobKeys.counts });
  }

  const { mutate, isPending, variables } = useMutation({
    mutationFn: async ({ kind, job }: Action) => {
      const { job_id } = job;
      if (kind === "cancel") return dataOf(api.cancelJob({ job_id }));
      // A person who presses the button means it: one more than the job was given.
      const force_retry = job.retry_count >= job.max_retries;
      return dataOf(api.retryJob({ job_id, body: { force_retry } }));
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
