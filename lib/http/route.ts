/**
 * All methods of an address at once: those it has, and for the others the API's own 405. Next.js would answer them by itself,
 * without a body and without a request id. A route file exports every name in `routeMethods` from here.
 */
import type { EndpointMethod } from "@/lib/contract/endpoint";
import { AppError } from "@/lib/errors";
import type { Handler, Route } from "./handle";
import { respond } from "./respond";

export const routeMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof routeMethods)[number];

/** HEAD comes with GET, and OPTIONS by itself. */
export function route<H extends { [M in EndpointMethod]?: Handler<M> }>(
  handlers: H & Record<Exclude<keyof H, EndpointMethod>, never>,
): Record<Method, Route> & H {
  const { GET } = handlers;
  const has: Partial<Record<Method, unknown>> = { ...handlers, HEAD: GET, OPTIONS: true };
  const allow = routeMethods.filter((method) => has[method]).join(", ");
  const other: Route = (request) =>
    respond(request, async (headers) => {
      headers.set("Allow", allow);
      throw new AppError(
        "method_not_allowed",
        `${request.method} is not possible here; this address takes ${allow}`,
      );
    });
  const options: Route = (request) =>
    respond(request, async () => new Response(null, { status: 204, headers: { Allow: allow } }));
  return {
    GET: other,
    HEAD: GET ? head(GET) : other,
    POST: other,
    PUT: other,
    PATCH: other,
    DELETE: other,
    OPTIONS: options,
    ...handlers,
  };
}

/** As GET, and what would feed the body ends at once: an open file, a stream of events. */
function head(get: Route): Route {
  return async (request, context) => {
    const answer = await get(request, context);
    await answer.body?.cancel();
    return new Response(null, answer);
  };
}
