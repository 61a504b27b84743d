"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { WorkerDetails } from "@/lib/contract/queue";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { showToast } from "../ui/toast";
import { workersQuery } from "./queries";
import { nameOf } from "./worker-name";

export type Order =
  | { kind: "pause"; reason: string; resume_at?: string }
  | { kind: "drain"; reason: string }
  | { kind: "resume" };

/** Orders to one worker. The row changes when the server has said yes; a toast tells a resumption that failed. */
export function useWorkerOrders(worker: WorkerDetails, onDone: () => void) {
  const queryClient = useQueryClient();
  const t = useTranslations("workers");
  const messageOf = useMessageOf();
  const name = nameOf(worker);
  return useMutation({
    mutationFn: (order: Order) => give(worker.worker_id, order),
    onSuccess: (obeyed, { kind }) => {
      queryClient.setQueryData(workersQuery().queryKey, (workers) =>
        workers?.map((row) => (row.worker_id === obeyed.worker_id ? obeyed : row)),
      );
      onDone();
      showToast({ look: "success", title: t(`${kind}.done`, { worker: name }) });
    },
    onError: (error, { kind }) => {
      // A dialog shows its own failure, where the person looks.
      if (kind !== "resume") return;
      showToast({
        look: "error",
        title: t("resume.failed", { worker: name }),
        description: messageOf(error),
      });
    },
  });
}

function give(worker_id: string, { kind, ...body }: Order): Promise<WorkerDetails> {
  switch (kind) {
    case "pause":
      return dataOf(api.pauseWorker({ worker_id, body }));
    case "drain":
      return dataOf(api.drainWorker({ worker_id, body }));
    case "resume":
      return dataOf(api.resumeWorker({ worker_id }));
  }
}
