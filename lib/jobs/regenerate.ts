import type { z } from "zod";
import type { Caller } from "@/lib/auth/caller";
import { generateInput, type regenerateInput } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { getPresentation } from "@/lib/decks/decks";
import type { AcceptedJob } from "@/lib/http/accepted";
import { requestDeck } from "./idempotency";

/** What the job that made a deck was asked. */
type OwnJob = Pick<z.infer<typeof generateInput>, "priority" | "use_llm_polish" | "timeout_seconds">;

/** What the job that made a deck was asked; undefined when it is pruned. Whoever may read the deck may know. */
export async function askedOf(deck: { id: string; lesson_id: string }): Promise<OwnJob | undefined> {
  const [own] = await db().$queryRaw<OwnJob[]>`
    SELECT priority, use_llm_polish, timeout_seconds FROM presentation_jobs
    WHERE lesson_id = ${deck.lesson_id} AND presentation_id = ${deck.id}`;
  return own;
}

/**
 * Queues a new deck for the lesson of this one, as its own job was asked for it unless `input` says otherwise; of a job that is
 * pruned by now only the style is known. The old deck stays as it is until the new one is complete.
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
  const own = await askedOf(deck);
  const wanted = generateInput.parse({ style: deck.style, ...own, ...input, lesson_id: deck.lesson_id });
  // The same request stays the same when the deck's own job is pruned meanwhile.
  return requestDeck(wanted, caller, { key, operation: `regenerate/${id}`, asked: input });
}
