/** What the address of the recovery page says: after how long a waiting job is stuck, and how old a job must be to be cleaned up. */
import { z } from "zod";

export const DEFAULT_AGE_HOURS = 24;

/** Forgiving: what cannot be is as good as absent. */
export const recoveryFilters = z.object({
  timeout_minutes: z.coerce.number().int().min(5).max(120).optional().catch(undefined),
  max_age_hours: z.coerce.number().int().min(1).max(168).catch(DEFAULT_AGE_HOURS),
});
export type RecoveryFilters = z.infer<typeof recoveryFilters>;

/** Address of the page with `changes`. */
export function recoveryHref(filters: RecoveryFilters, changes: Partial<RecoveryFilters> = {}): string {
  const { timeout_minutes, max_age_hours } = { ...filters, ...changes };
  const query = new URLSearchParams({
    ...(timeout_minutes !== undefined && { timeout_minutes: String(timeout_minutes) }),
    ...(max_age_hours !== DEFAULT_AGE_HOURS && { max_age_hours: String(max_age_hours) }),
  }).toString();
  return query === "" ? "/recovery" : `/recovery?${query}`;
}
