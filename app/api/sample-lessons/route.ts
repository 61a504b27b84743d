import * as declared from "@/lib/contract/endpoints/lessons";
import { addSampleLessons } from "@/lib/demo/sample-lessons";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(declared.addSampleLessons, async ({ caller }) =>
    Response.json({ added: await addSampleLessons(caller) }),
  ),
});
