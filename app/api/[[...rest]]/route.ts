import { AppError } from "@/lib/errors";
import type { Route } from "@/lib/http/handle";
import { respond } from "@/lib/http/respond";

/** Addresses that are nothing get the error shape of the API, not a page. */
const nothing: Route = (request) =>
  respond(request, async () => {
    throw new AppError("not_found");
  });

export {
  nothing as DELETE,
  nothing as GET,
  nothing as HEAD,
  nothing as OPTIONS,
  nothing as PATCH,
  nothing as POST,
  nothing as PUT,
};
