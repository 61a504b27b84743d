/**
 * Methods that no address has. The Web's Request cannot be a TRACE, so Next.js would answer it with a bare 500 and a stack in the log,
 * and others with an empty 400: they are answered before it sees them.
 */
import { randomUUID } from "node:crypto";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { AppError } from "@/lib/errors";
import { problemResponse } from "./problem";
import { routeMethods } from "./route";

type Emit = (this: Server, event: string, ...args: unknown[]) => boolean;

/** From now on every HTTP server of this process does so; Next.js gives nobody its own. */
export function refuseUnknownMethods(): void {
  const emit = Server.prototype.emit as Emit; // its overloads name each event
  const known: ReadonlySet<string | undefined> = new Set(routeMethods);
  const emitKnown: Emit = function (event, ...args) {
    if (event !== "request") return emit.call(this, event, ...args);
    const [request, response] = args as [IncomingMessage, ServerResponse]; // those of this event
    if (known.has(request.method)) return emit.call(this, event, ...args);
    void refuse(request.method, response);
    return true;
  };
  Server.prototype.emit = emitKnown;
}

async function refuse(method: string | undefined, response: ServerResponse): Promise<void> {
  const requestId = randomUUID();
  const allow = routeMethods.join(", ");
  const error = new AppError("method_not_allowed", `${method} is not possible here; addresses take ${allow}`);
  const { status, headers, body } = problemResponse(error, requestId);
  const all = {
    ...Object.fromEntries(headers),
    Allow: allow,
    "X-Request-Id": requestId,
    "Cache-Control": "no-store",
  };
  response.writeHead(status, all).end(await new Response(body).text());
}
