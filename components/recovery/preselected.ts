import type { TroubledJob, TroubleKind } from "@/lib/contract/recovery";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Whether a job is selected before anybody has looked at it. An orphan is: its worker has let go of it. Of what timed out only the
 * last day is: somebody still waits for it, while an older one may have been given up or asked for anew.
 * @param at when the jobs were read, ISO 8601
 */
export function isPreselected(kind: TroubleKind, { since }: Pick<TroubledJob, "since">, at: string): boolean {
  return kind === "orphaned" || (kind === "timed_out" && Date.parse(at) - Date.parse(since) < DAY_MS);
}
