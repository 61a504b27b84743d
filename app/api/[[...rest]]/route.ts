import { AppError } from "@/lib/errors";
import { handle } from "@/lib/http/handle";

/** Addresses that are nothing get the error shape of the API, not a page. */
const nothing = handle({ allow: "everybody" }, async () => {
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
