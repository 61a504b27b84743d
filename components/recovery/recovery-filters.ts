/** What the address of the recovery page says: after how long a waiting job is stuck, and how old a job must be to be cleaned up. */

export const DEFAULT_AGE_HOURS = 24;

export type RecoveryFilters = { timeout_minutes?: number | undefined; max_age_hours: number };

/** Address of the page with `changes`. */
export function recoveryHref(filters: RecoveryFilters, changes: Partial<RecoveryFilters> = {}): string {
  const { timeout_minutes, max_age_hours } = { ...filters, ...changes };
  const query = new URLSearchParams({
    ...(timeout_minutes !== undefined && { timeout_minutes: String(timeout_minutes) }),
    ...(max_age_hours !== DEFAULT_AGE_HOURS && { max_age_hours: String(max_age_hours) }),
  }).toString();
  return query === "" ? "/recovery" : `/recovery?${query}`;
}
