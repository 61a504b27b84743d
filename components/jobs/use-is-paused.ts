"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import type { Job } from "@/lib/contract/jobs";

/**
 * Whether the job waits in a paused queue. A job that may expect a start waits in none; when that changes, the page is rendered
 * again, which knows of the pause.
 */
export function useIsPaused(job: Job, wasPaused: boolean): boolean {
  const router = useRouter();
  const hasStart = job.estimated_start_seconds !== null;
  const hadStart = useRef(hasStart);
  useEffect(() => {
    if (hadStart.current === hasStart) return;
    hadStart.current = hasStart;
    if (job.status === "pending") router.refresh();
  }, [hasStart, job.status, router]);
  return wasPaused && job.status === "pending" && !hasStart;
}
