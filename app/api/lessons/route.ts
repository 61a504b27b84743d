import * as declared from "@/lib/contract/endpoints/lessons";
import { handle } from "@/lib/http/handle";
import { pageHeaders } from "@/lib/http/pages";
import { route } from "@/lib/http/route";
import { listLessons } from "@/lib/lessons/lessons";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.listLessons, async ({ url, query, caller }) => {
    const page = await listLessons(query, caller);
    return Response.json(page.lessons, { headers: pageHeaders(url, page) });
  }),
});
