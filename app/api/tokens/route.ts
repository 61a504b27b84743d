import { createApiToken, listApiTokens } from "@/lib/auth/api-tokens";
import { createToken, listTokens } from "@/lib/contract/endpoints/tokens";
import { handle } from "@/lib/http/handle";
import { pageHeaders } from "@/lib/http/pages";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(listTokens, async ({ url, query }) => {
    const page = await listApiTokens(query);
    return Response.json(page.tokens, { headers: pageHeaders(url, page) });
  }),
  POST: handle(createToken, async ({ body, caller }) =>
    Response.json(await createApiToken(body, caller), { status: 201 }),
  ),
});
