import { exportQuery } from "@/lib/contract/decks";
import { downloadExport } from "@/lib/decks/download";
import { handle } from "@/lib/http/handle";
import { parseQuery } from "@/lib/http/parse";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle<{ presentationId: string }>({ allow: "deck:read" }, async ({ url, caller, params }) => {
    const { format } = parseQuery(url, exportQuery, { format: "invalid_export_format" });
    return downloadExport(params.presentationId, format, caller);
  }),
});
