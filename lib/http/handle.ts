/**
 * The one wrapper around every route: authenticate → limit → parse → authorise → work → respond. What a route takes and who may
 * call it stands in its declaration (lib/contract/endpoint.ts); the work gets it parsed and typed.
 */
import type { z } from "zod";
import { authenticate } from "@/lib/auth/authenticate";
import { type Caller, can } from "@/lib/auth/caller";
import type { Access, AnyEndpoint, BodySchema, Endpoint, EndpointMethod } from "@/lib/contract/endpoint";
import { AppError } from "@/lib/errors";
import { inTrace } from "@/lib/tracing/tracing";
import { checkAnswer } from "./answer-check";
import { audited } from "./audited";
import { limitAddress, limitCaller } from "./limits";
import { parseBody, parseHeaders, parseOptionalBody, parseParams, parseQuery, refuseBody } from "./parse";
import { timeRequest } from "./request-metrics";
import { respond } from "./respond";
import { withStreamSlot } from "./stream-slots";

/** Parameters of a path as Next.js gives them: none at all where the path has none. */
type PathParams = Record<string, string | string[] | undefined> | undefined;

/** A method of an address as Next.js calls it. */
export type Route = (request: Request, context: { params: Promise<PathParams> }) => Promise<Response>;

/** A route that is declared. Only `handle` makes one. */
export type Handler<M extends EndpointMethod = EndpointMethod> = Route & {
  readonly endpoint: AnyEndpoint & { method: M };
};

type Call<A extends Access, P extends z.ZodObject, Q extends z.ZodObject, H extends z.ZodObject, B> = {
  request: Request;
  url: URL;
  /** Null where everybody may call. */
  caller: A extends "everybody" ? null : Caller;
  params: z.output<P>;
  query: z.output<Q>;
  headers: z.output<H>;
  body: z.output<B>;
};

/** Binds the work of a route to its declaration. Work makes one domain call and answers; it throws AppError for the rest. */
export function handle<
  M extends EndpointMethod,
  A extends Access,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  H extends z.ZodObject,
  B extends BodySchema,
>(endpoint: Endpoint<M, A, P, Q, H, B>, work: (call: Call<A, P, Q, H, B>) => Promise<Response>): Handler<M> {
  const stream = streamKind(endpoint);
  const route: Route = async (request, context) => {
    const countAnswer = timeRequest(endpoint);
    const answer = await respond(request, (headers) =>
      audited(endpoint, async (seen) => {
        const caller = await identify(request, endpoint, headers);
        seen.caller = caller;
        const input = await parse(endpoint, request, await context.params);
        seen.params = input.params;
        authorise(caller, endpoint.access);
        // `parse` and `identify` have done what the declaration says; its types say the same.
        const call = { request, caller, ...input } as Call<A, P, Q, H, B>;
        const stillGood = () => isStill(caller, request);
        if (stream === "events") return withStreamSlot(caller, stillGood, () => work(call), stream);
        const traced = () => inTrace(request.headers.get("traceparent"), () => work(call));
        return stream === null ? traced() : withStreamSlot(caller, stillGood, traced, stream);
      }),
    );
    countAnswer(answer.status);
    await checkAnswer(endpoint, answer);
    return answer;
  };
  return Object.assign(route, { endpoint });
}

/** What may stay open after its answer began: events, or a file that is sent while it is read; null for any other answer. */
function streamKind({ answers }: AnyEndpoint): "events" | "file" | null {
  const all = Object.values(answers);
  if (all.some(({ events }) => events !== undefined)) return "events";
  return all.some(({ headers }) => headers?.["Content-Disposition"] !== undefined) ? "file" : null;
}

/** Who calls, counted against their limit; null where everybody may. @throws AppError unauthenticated, rate_limited, … */
async function identify(
  request: Request,
  { access, uncounted }: AnyEndpoint,
  headers: Headers,
): Promise<Caller | null> {
  if (access === "everybody") {
    if (!uncounted) await limitAddress(request, headers);
    return null;
  }
  try {
    const caller = await authenticate(request);
    if (caller === null) throw new AppError("unauthenticated");
    await limitCaller(caller, headers);
    return caller;
  } catch (error) {
    // Tries without a good credential are what one address may not send without end.
    if (error instanceof AppError && error.code === "unauthenticated") await limitAddress(request, headers);
    throw error;
  }
}

/** Whether the request's credential is good still and lets its caller see what it did when they came. */
async function isStill(caller: Caller | null, request: Request): Promise<boolean> {
  if (caller === null) return true;
  const now = await authenticate(request, false);
  const rights = (of: Caller) => JSON.stringify([of.kind, of.credentialId, of.userId, of.role, of.scopes]);
  return now !== null && rights(now) === rights(caller);
}

async function parse(
  { params, query, headers, body, optionalBody, valueCodes }: AnyEndpoint,
  request: Request,
  given: PathParams,
) {
  const url = new URL(request.url);
  return {
    url,
    params: parseParams(given ?? {}, params),
    query: parseQuery(url, query, valueCodes),
    headers: parseHeaders(request.headers, headers),
    body:
      body === undefined
        ? await refuseBody(request)
        : await (optionalBody ? parseOptionalBody : parseBody)(request, body, valueCodes),
  };
}

function authorise(caller: Caller | null, access: Access): void {
  if (access === "everybody" || access === "signed-in" || (caller && can(caller, access))) return;
  throw new AppError("permission_denied", `This needs the permission ${access}`);
}
