"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Result } from "@/lib/client/result";
import type { GenerateAccepted } from "@/lib/contract/jobs";
import { ApiError } from "../http/api";
import { useMessageOf } from "../http/use-message-of";

type QueuedJob = {
  queue: (send: () => Promise<Result<GenerateAccepted>>) => Promise<void>;
  isBusy: boolean;
  /** What went wrong with the last request, for a person. */
  failure: string | null;
};

/** Sends a request for a deck and goes to watch its job. */
export function useQueuedJob(): QueuedJob {
  const router = useRouter();
  const messageOf = useMessageOf();
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function queue(send: () => Promise<Result<GenerateAccepted>>) {
    setBusy(true);
    setFailure(null);
    const result = await send();
    // Busy until the next page is there: a second press would make a second job.
    if (result.ok) return router.push(`/jobs/${result.data.job_id}`);
    setFailure(messageOf(new ApiError(result.error)));
    setBusy(false);
  }

  return { queue, isBusy, failure };
}
