import { lessonInput } from "@/lib/contract/lessons";
import { noQuery } from "@/lib/contract/query";
import { handle } from "@/lib/http/handle";
import { parseBody, parsePathId, parseQuery } from "@/lib/http/parse";
import { route } from "@/lib/http/route";
import { deleteLesson, getLesson, putLesson } from "@/lib/lessons/lessons";

type Params = { lessonId: string };

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle<Params>({ allow: "lesson:read" }, async ({ url, caller, params }) => {
    parseQuery(url, noQuery);
    return Response.json(await getLesson(params.lessonId, caller));
  }),
  PUT: handle<Params>({ allow: "lesson:write" }, async ({ request, caller, params }) => {
    const lessonId = parsePathId("lesson_id", params.lessonId);
    const { lesson, created } = await putLesson(lessonId, await parseBody(request, lessonInput), caller);
    return Response.json(lesson, { status: created ? 201 : 200 });
  }),
  DELETE: handle<Params>({ allow: "lesson:write" }, async ({ url, caller, params }) => {
    parseQuery(url, noQuery);
    await deleteLesson(params.lessonId, caller);
    return new Response(null, { status: 204 });
  }),
});
