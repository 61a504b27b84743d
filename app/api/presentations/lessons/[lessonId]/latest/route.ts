import { latestPresentation } from "@/lib/decks/decks";
import { handle } from "@/lib/http/handle";

export const GET = handle<{ lessonId: string }>({ allow: "deck:read" }, async ({ caller, params }) =>
  Response.json(await latestPresentation(params.lessonId, caller)),
);
