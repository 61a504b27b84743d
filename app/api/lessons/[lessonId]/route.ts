import { id } from "@/lib/contract/jobs";
import { lessonInput } from "@/lib/contract/lessons";
import { handle } from "@/lib/http/handle";
import { parseBody, parsePathId } from "@/lib/http/parse";
import { deleteLesson, getLesson, putLesson } from "@/lib/lessons/lessons";

type Params = { lessonId: string };

export const GET = handle<Params>({ allow: "lesson:read" }, async ({ caller, params }) =>
  Response.json(await getLesson(params.lessonId, caller)),
);

export const PUT = handle<Params>({ allow: "lesson:write" }, async ({ request, caller, params }) => {
  const lessonId = parsePathId(id, params.lessonId, "validation_failed");
  const { lesson, created } = await putLesson(lessonId, await parseBody(request, lessonInput), caller);
  return Response.json(lesson, { status: created ? 201 : 200 });
});

export const DELETE = handle<Params>({ allow: "lesson:write" }, async ({ caller, params }) => {
  await deleteLesson(params.lessonId, caller);
  return new Response(null, { status: 204 });
});
