"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Job } from "@/lib/contract/jobs";
import { entryOf } from "@/lib/contract/lists";
import { jobPriorities } from "@/lib/jobs/state";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { Select } from "../ui/select";
import { showToast } from "../ui/toast";
import { jobKeys } from "./queries";

/** The priority; of a job that waits, to be changed. Its place in the queue changes with it. */
export function JobPriority({ job, canAct }: { job: Job; canAct: boolean }) {
  const t = useTranslations("job.changePriority");
  const words = useTranslations("common.priority");
  const all = useTranslations("job");
  const messageOf = useMessageOf();
  const queryClient = useQueryClient();
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (priority: Job["priority"]) =>
      dataOf(api.patchJob({ job_id: job.job_id, body: { priority } })),
    onSuccess: async (changed) => {
      // An answer that was asked for before the change must not overwrite it.
      await queryClient.cancelQueries({ queryKey: jobKeys.detail(job.job_id) });
      queryClient.setQueryData(jobKeys.detail(job.job_id), changed);
      void queryClient.invalidateQueries({ queryKey: jobKeys.logs(job.job_id) });
      void queryClient.invalidateQueries({ queryKey: jobKeys.lists });
      showToast({ look: "success", title: t("done", { priority: words(changed.priority) }) });
    },
    onError: (error) => {
      showToast({ look: "error", title: t("failed"), description: messageOf(error) });
      void queryClient.invalidateQueries({ queryKey: jobKeys.detail(job.job_id) });
    },
  });

  if (!canAct || job.status !== "pending") {
    return (
      <Button
        size="small"
        aria-label={t("current", { priority: words(job.priority) })}
        disabledReason={canAct ? t("notWaiting") : all("noRight")}
        className="-my-1 max-md:-my-2"
      >
        {words(job.priority)}
      </Button>
    );
  }
  return (
    <Select
      aria-label={t("label")}
      value={isPending ? variables : job.priority}
      disabled={isPending}
      onChange={(event) => mutate(entryOf(jobPriorities, event.target.value))}
      frameClassName="-my-1 w-32 max-md:-my-2"
      className="h-7 px-2 text-sm max-md:h-9 max-md:text-lg"
    >
      {jobPriorities.map((priority) => (
        <option key={priority} value={priority}>
          {words(priority)}
        </option>
      ))}
    </Select>
  );
}
