/**
 * All methods of an address at once: those it has, and for the others the API's own 405. Next.js would answer them by itself,
 * without a body and without a request id. A route file exports every name in `routeMethods` from here.
 */
import { AppError } from "@/lib/errors";
import { handle, type Route } from "./handle";

export const routeMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof routeMethods)[number];

/** HEAD comes with GET, and OPTIONS by itself. */
export function route<P>(
  handlers: Partial<Record<Exclude<Method, "HEAD" | "OPTIONS">, Route<P>>>,
): Record<Method, Route<P>> {
  const { GET } = handlers;
  const methods = routeMethods.filter((method) =>
    method === "HEAD" ? GET : method === "OPTIONS" || handlers[method],
  );
  const allow = methods.join(", ");
  const refuse = handle<P>({ allow: "everybody" }, async ({ request }) => {
    throw new AppError(
      "method_not_allowed",
      `${request.method} is not possible here; this address takes ${allow}`,
    );
  });
  const other = naming(allow, refuse);
  return {
    GET: other,
    HEAD: GET ? head(GET) : other,
    POST: other,
    PUT: other,
    PATCH: other,
    DELETE: other,
    OPTIONS: naming(
      allow,
      handle<P>({ allow: "everybody" }, async () => new Response(null, { status: 204 })),
    ),
    ...handlers,
  };
}

/** As GET, and what would feed the body ends at once: an open file, a stream of events. */
function head<P>(get: Route<P>): Route<P> {
  return async (request, context) => {
    const answer = await get(request, context);
    await answer.body?.cancel();
    return new Response(null, answer);
  };
}

function naming<P>(allow: string, answering: Route<P>): Route<P> {
  return async (request, context) => {
    const answer = await answering(request, context);
    answer.headers.set("Allow", allow);
    return answer;
  };
}
