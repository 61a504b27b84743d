import { invitePerson, listPeople } from "@/lib/auth/manage-people";
import { inviteUser, listUsers } from "@/lib/contract/endpoints/people";
import { handle } from "@/lib/http/handle";
import { pageHeaders } from "@/lib/http/pages";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(listUsers, async ({ url, query }) => {
    const page = await listPeople(query);
    return Response.json(page.people, { headers: pageHeaders(url, page) });
  }),
  POST: handle(inviteUser, async ({ body, caller }) =>
    Response.json(await invitePerson(body, caller), { status: 201 }),
  ),
});
