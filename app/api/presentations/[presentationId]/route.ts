import { deletePresentation, getPresentation } from "@/lib/decks/decks";
import { handle } from "@/lib/http/handle";

type Params = { presentationId: string };

export const GET = handle<Params>({ allow: "deck:read" }, async ({ caller, params }) =>
  Response.json(await getPresentation(params.presentationId, caller)),
);

export const DELETE = handle<Params>({ allow: "deck:write" }, async ({ caller, params }) => {
  await deletePresentation(params.presentationId, caller);
  return new Response(null, { status: 204 });
});
