/**
 * The one try/catch around a request: known errors become their status, anything else is logged with its stack and answered
 * without. What is our fault (5xx) is always logged, with its cause. Every answer carries its request id.
 */
import { randomUUID } from "node:crypto";
import { withAuditContext } from "@/lib/audit/context";
import { trustedAddress } from "@/lib/auth/client-address";
import { isDatabaseBusy, lostFileMessage } from "@/lib/db/busy";
import { AppError } from "@/lib/errors";
import { logger } from "@/lib/log";
import { drainBody } from "./drain-body";
import { problemResponse } from "./problem";
import { setTransportSecurity } from "./transport-security";

/** Runs `work` for `request`. What `work` puts into `headers` goes onto the answer, also when it is an error. */
export async function respond(
  request: Request,
  work: (headers: Headers) => Promise<Response>,
): Promise<Response> {
  const requestId = randomUUID();
  const headers = new Headers({ "X-Request-Id": requestId });
  let answer: Response;
  try {
    answer = await withAuditContext({ requestId, address: trustedAddress(request.headers) }, () =>
      work(headers),
    );
  } catch (error) {
    answer = problemResponse(knownError(error, request, requestId), requestId);
  }
  drainBody(request);
  for (const [name, value] of headers) answer.headers.set(name, value);
  setTransportSecurity(answer.headers);
  // Answers differ by who asks; a route that may be cached says so itself.
  if (!answer.headers.has("Cache-Control")) answer.headers.set("Cache-Control", "no-store");
  return request.signal.aborted ? withoutBody(answer) : answer;
}

/** Nobody reads it, and Next.js ends no body of a client that left before its answer: a stream's place, an open file. */
async function withoutBody(answer: Response): Promise<Response> {
  await answer.body?.cancel().catch(() => {});
  return new Response(null, answer);
}

/** A refusal because there is too much to do has no cause to tell, and comes by the thousand: one line a second tells of it. */
const TELL_EVERY_MS = 1_000;
let toldAt = Number.NEGATIVE_INFINITY;

function isTimeToTell(): boolean {
  const now = performance.now();
  if (now - toldAt < TELL_EVERY_MS) return false;
  toldAt = now;
  return true;
}

function knownError(error: unknown, request: Request, requestId: string): AppError {
  if (error instanceof AppError && error.status < 500) return error;
  const log = logger("http").child({
    request_id: requestId,
    method: request.method,
    path: new URL(request.url).pathname,
  });
  if (error instanceof AppError) {
    // The answer does not tell the cause, so the log must.
    if (error.status !== 503) log.error({ err: error }, "request_failed");
    else if (error.cause !== undefined || isTimeToTell()) log.warn({ err: error }, "request_not_served");
    return error;
  }
  const lost = lostFileMessage(error);
  if (lost !== null) {
    log.fatal({ err: error, remedy: lost }, "database_file_lost");
    // The line names a path of the server; callers get the cause without it.
    return new AppError("service_unavailable", "The database file is damaged, gone or was replaced");
  }
  if (isDatabaseBusy(error)) {
    log.warn({ err: error }, "database_busy");
    return new AppError("service_unavailable", "The database is busy");
  }
  log.error({ err: error }, "request_failed");
  return new AppError("internal_error");
}
