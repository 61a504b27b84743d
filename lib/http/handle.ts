/**
 * The one wrapper around every route: who is calling → may they → work → answer. It is the only try/catch around a request;
 * known errors become their status, anything else is logged with its stack and answered without.
 */
import { randomUUID } from "node:crypto";
import { authenticate } from "@/lib/auth/authenticate";
import { type Caller, can, type Permission } from "@/lib/auth/caller";
import { isDatabaseBusy, lostFileMessage } from "@/lib/db/busy";
import { AppError } from "@/lib/errors";
import { logger } from "@/lib/log";
import { problemResponse } from "./problem";

/** Who may call a route: whoever holds the permission, or everybody. A route cannot be made without saying it. */
export type Rule = { allow: Permission };
export type PublicRule = { allow: "everybody" };

export type Work<C, P> = (call: { request: Request; url: URL; caller: C; params: P }) => Promise<Response>;
/** A method of an address as Next.js calls it. */
export type Route<P> = (request: Request, context: { params: Promise<P> }) => Promise<Response>;

export function handle<P = Record<string, never>>(rule: Rule, work: Work<Caller, P>): Route<P>;
export function handle<P = Record<string, never>>(rule: PublicRule, work: Work<null, P>): Route<P>;
export function handle<P>(rule: Rule | PublicRule, work: Work<Caller, P> | Work<null, P>): Route<P> {
  return async (request, context) => {
    const requestId = randomUUID();
    const answer = await respond(request, requestId, async () => {
      const [params, url] = [await context.params, new URL(request.url)];
      if (rule.allow === "everybody") return (work as Work<null, P>)({ request, url, caller: null, params });
      const caller = await authorised(request, rule.allow);
      return (work as Work<Caller, P>)({ request, url, caller, params });
    });
    answer.headers.set("X-Request-Id", requestId);
    // Answers differ by who asks; a route that may be cached says so itself.
    if (!answer.headers.has("Cache-Control")) answer.headers.set("Cache-Control", "no-store");
    return answer;
  };
}

async function authorised(request: Request, permission: Permission): Promise<Caller> {
  const caller = await authenticate(request);
  if (caller === null) throw new AppError("unauthenticated");
  if (!can(caller, permission))
    throw new AppError("permission_denied", `This needs the permission ${permission}`);
  return caller;
}

async function respond(
  request: Request,
  requestId: string,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) return problemResponse(error, requestId);
    const log = logger("http").child({
      request_id: requestId,
      method: request.method,
      path: new URL(request.url).pathname,
    });
    const lost = lostFileMessage(error);
    if (lost !== null) {
      log.fatal({ err: error }, "database_file_lost");
      // The line names a path of the server; callers get the cause without it.
      return problemResponse(
        new AppError("service_unavailable", "The database file is gone or was replaced"),
        requestId,
      );
    }
    if (isDatabaseBusy(error)) {
      log.warn({ err: error }, "database_busy");
      return problemResponse(new AppError("service_unavailable", "The database is busy"), requestId);
    }
    log.error({ err: error }, "request_failed");
    return problemResponse(new AppError("internal_error"), requestId);
  }
}
