import type { z } from "zod";
import type { Caller } from "@/lib/auth/caller";
import { generateInput, type regenerateInput } from "@/lib/contract/jobs";
import { getPresentation } from "@/lib/decks/decks";
import type { AcceptedJob } from "@/lib/http/accepted";
import { requestDeck } from "./idempotency";

/**
 * Queues a new deck for the lesson of this one, in the same style unless `input` says otherwise. The old deck stays as it
 * is until the new one is complete.
 * @param key an Idempotency-Key
 * @throws AppError presentation_not_found, permission_denied, idempotency_mismatch
 */
export async function regenerateDeck(
  id: string,
  input: z.infer<typeof regenerateInput>,
  caller: Caller,
  key?: string,
): Promise<{ job: AcceptedJob; replayed: boolean }> {
  const deck = await getPresentation(id, caller);
  const wanted = generateInput.parse({ style: deck.style, ...input, lesson_id: deck.lesson_id });
  return requestDeck(wanted, caller, { key, operation: `regenerate/${id}` });
}
