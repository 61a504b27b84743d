import { openApi } from "@/lib/contract/endpoints/system";
import { handle } from "@/lib/http/handle";
import { openApiDocument } from "@/lib/http/openapi/document";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(openApi, async () => Response.json(openApiDocument())),
});
