/** Reads the address of the recovery page; recovery-filters.ts writes it, and loads no schemas with it. */
import { z } from "zod";
import { DEFAULT_AGE_HOURS, type RecoveryFilters } from "./recovery-filters";

/** Forgiving: what cannot be is as good as absent. */
export const recoveryFilters = z.object({
  timeout_minutes: z.coerce.number().int().min(5).max(120).optional().catch(undefined),
  max_age_hours: z.coerce.number().int().min(1).max(168).catch(DEFAULT_AGE_HOURS),
}) satisfies z.ZodType<RecoveryFilters>;
