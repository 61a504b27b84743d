import type { z } from "zod";
import type { Caller } from "@/lib/auth/caller";
import { generateInput, type Job, type regenerateInput } from "@/lib/contract/jobs";
import { getPresentation } from "@/lib/decks/decks";
import { enqueueJob } from "./enqueue";

/**
 * Queues a new deck for the lesson of this one, in the same style unless `input` says otherwise. The old deck stays as it
 * is until the new one is complete.
 * @throws AppError presentation_not_found, permission_denied
 */
export async function regenerateDeck(
  id: string,
  input: z.infer<typeof regenerateInput>,
  caller: Caller,
): Promise<Job> {
  const deck = await getPresentation(id, caller);
  return enqueueJob(generateInput.parse({ style: deck.style, ...input, lesson_id: deck.lesson_id }), caller);
}
