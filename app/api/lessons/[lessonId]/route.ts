import * as declared from "@/lib/contract/endpoints/lessons";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { deleteLesson, getLesson, putLesson } from "@/lib/lessons/lessons";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.getLesson, async ({ params, caller }) =>
    Response.json(await getLesson(params.lesson_id, caller)),
  ),
  PUT: handle(declared.putLesson, async ({ params, body, caller }) => {
    const { lesson, created } = await putLesson(params.lesson_id, body, caller);
    return Response.json(lesson, { status: created ? 201 : 200 });
  }),
  DELETE: handle(declared.deleteLesson, async ({ params, caller }) => {
    await deleteLesson(params.lesson_id, caller);
    return new Response(null, { status: 204 });
  }),
});
