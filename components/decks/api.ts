/** Calls about decks. */
import { z } from "zod";
import { type Presentation, presentation } from "@/lib/contract/decks";
import { type GenerateAccepted, type GenerateInput, generateAccepted } from "@/lib/contract/jobs";
import type { DeckLayout } from "@/lib/presentations/layout/model";
import { fetchJson } from "../http/fetch-json";

const pathOf = (presentationId: string) => `/api/presentations/${encodeURIComponent(presentationId)}`;

export async function fetchPresentation(presentationId: string): Promise<Presentation> {
  return (await fetchJson(presentation, pathOf(presentationId))).data;
}

export async function fetchLayout(presentationId: string): Promise<DeckLayout> {
  const isLayout = z.custom<DeckLayout>(
    (value) => z.object({ pages: z.array(z.unknown()).min(1) }).safeParse(value).success,
  );
  // Drawing instructions of our own server: the pages inside are checked where they are made.
  return (await fetchJson(isLayout, `${pathOf(presentationId)}/layout`)).data;
}

export async function regenerateDeck(
  presentationId: string,
  input: Partial<Omit<GenerateInput, "lesson_id">>,
): Promise<GenerateAccepted> {
  return (
    await fetchJson(generateAccepted, `${pathOf(presentationId)}/regenerate`, { method: "POST", body: input })
  ).data;
}
