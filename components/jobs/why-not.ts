import type { Job } from "@/lib/contract/jobs";
import { canRetry } from "@/lib/jobs/state";

/** Why a job cannot be retried or cancelled as it stands, in the words of `actions.why`; null when it can. Pure. */
export function whyNot(
  kind: "retry" | "cancel",
  { status, can_cancel }: Pick<Job, "status" | "can_cancel">,
): "completed" | "notEnded" | "ended" | null {
  if (kind === "cancel") return can_cancel ? null : "ended";
  // Not `can_retry`: a person's retry is forced when none is left (use-actions.ts).
  if (canRetry(status)) return null;
  return status === "completed" ? "completed" : "notEnded";
}
