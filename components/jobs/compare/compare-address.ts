/** The address of the comparison of two jobs: what is compared, and whether only differences are shown. */
import { z } from "zod";
import { existingId } from "@/lib/contract/path-ids";

/** Forgiving: an id that cannot be one is as good as absent, and a job can be chosen. */
export const compareAddress = z.object({
  a: existingId.trim().optional().catch(undefined),
  b: existingId.trim().optional().catch(undefined),
  only: z.literal("differences").optional().catch(undefined),
});
export type CompareAddress = z.infer<typeof compareAddress>;
