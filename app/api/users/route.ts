import { invitePerson, listPeople } from "@/lib/auth/manage-people";
import { inviteUser, listUsers } from "@/lib/contract/endpoints/people";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(listUsers, async () => Response.json(await listPeople())),
  POST: handle(inviteUser, async ({ body, caller }) =>
    Response.json(await invitePerson(body, caller), { status: 201 }),
  ),
});
