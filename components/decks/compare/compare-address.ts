/** The address of the comparison of two decks, as compare-address.ts of jobs. */
import { z } from "zod";
import { existingId } from "@/lib/contract/path-ids";

/** Forgiving: an id that cannot be one is as good as absent, and a deck can be chosen. */
export const compareDecksAddress = z.object({
  a: existingId.trim().optional().catch(undefined),
  b: existingId.trim().optional().catch(undefined),
  only: z.literal("differences").optional().catch(undefined),
});
export type CompareDecksAddress = z.infer<typeof compareDecksAddress>;
