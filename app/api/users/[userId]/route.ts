import { changePerson, removePerson } from "@/lib/auth/manage-people";
import { changeUser, removeUser } from "@/lib/contract/endpoints/people";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  PATCH: handle(changeUser, async ({ params, body, caller }) =>
    Response.json(await changePerson(params.user_id, body, caller)),
  ),
  DELETE: handle(removeUser, async ({ params, caller }) => {
    await removePerson(params.user_id, caller);
    return new Response(null, { status: 204 });
  }),
});
