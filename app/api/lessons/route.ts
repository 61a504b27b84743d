import { lessonListQuery } from "@/lib/contract/lessons";
import { handle } from "@/lib/http/handle";
import { pageHeaders } from "@/lib/http/pages";
import { parseQuery } from "@/lib/http/parse";
import { route } from "@/lib/http/route";
import { listLessons } from "@/lib/lessons/lessons";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle({ allow: "lesson:read" }, async ({ url, caller }) => {
    const page = await listLessons(parseQuery(url, lessonListQuery), caller);
    return Response.json(page.lessons, { headers: pageHeaders(url, page) });
  }),
});
