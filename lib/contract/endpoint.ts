/**
 * One endpoint of the API as data: who may call it, what it takes, what it answers. The handler, its types, the OpenAPI
 * document, the readable page and the tests are all made from this declaration; a route cannot be built without one.
 *
 * To add a route:
 *
 *   1. Declare it in lib/contract/endpoints/ and put it into that file's list:
 *
 *        export const renameLesson = endpoint({
 *          id: "renameLesson",
 *          method: "POST",
 *          path: "/api/lessons/{lesson_id}/rename",
 *          access: "lesson:write",
 *          tag: "Lessons",
 *          summary: "Give a lesson another title",
 *          params: lessonPath,
 *          body: renameInput,                                  // a strict zod object; `query` and `headers` likewise
 *          answers: { 200: { description: "The lesson", schema: lesson } },
 *          errors: ["lesson_not_found", "lesson_access_denied"],   // the common ones come by rule, see `errorsOf`
 *          examples: [{ name: "Rename", params: { lesson_id: "rhythm-1" }, body: { title: "Rhythm" }, status: 200 }],
 *        });
 *
 *   2. Give it its handler in app/api/lessons/[lessonId]/rename/route.ts, where `params`, `query`, `headers` and `body` come
 *      parsed and typed (a folder `[lessonId]` is the parameter `lesson_id`):
 *
 *        export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
 *          POST: handle(renameLesson, async ({ params, body, caller }) =>
 *            Response.json(await rename(params.lesson_id, body.title, caller))),
 *        });
 *
 *   3. Write the client's table of routes anew: `npx vitest run lib/client -u`.
 *
 * app/api/routes.test.ts compares the files with the list, both ways. Browser-safe.
 */
import type { z } from "zod";
import { describeError, type ErrorCode } from "./errors";
import type { Permission } from "./permissions";

/** Who may call: holders of a permission, everybody with a good credential, or everybody. */
export type Access = Permission | "signed-in" | "everybody";

export type EndpointMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export const tags = [
  "Jobs",
  "Queue",
  "Alerts",
  "Decks",
  "Lessons",
  "Sign-in",
  "Account",
  "People",
  "Tokens",
  "Settings",
  "System",
] as const;
export type Tag = (typeof tags)[number];

/** An answer that is no error. Without `schema`, `mediaTypes` and `events` it has no body. */
export type Answer = {
  description: string;
  /** The shape of a JSON body. */
  schema?: z.ZodType;
  /** Of a body that is no JSON: a file, text. */
  mediaTypes?: readonly string[];
  /** A stream of server-sent events: the name of each event and the shape of its data. */
  events?: Readonly<Record<string, z.ZodType>>;
  /** Headers beside the usual ones, with what they say. */
  headers?: Readonly<Record<string, string>>;
  /** What a caller may get, for readers; tests hold it against `schema`. */
  example?: unknown;
};

/** Status → answer. */
export type Answers = Readonly<Record<number, Answer>>;

/** A request that is shown to readers; tests send it for real and expect `status`. */
export type RequestExample<P, Q, H, B> = {
  name: string;
  params?: P;
  query?: Q;
  headers?: H;
  body?: B;
  status: number;
  /** With a status of 400 and above. */
  error?: ErrorCode;
};

/** An object, or a choice of objects. */
export type BodySchema = z.ZodObject | z.ZodUnion<readonly z.ZodObject[]>;

type NoObject = z.ZodObject<Record<never, never>>;

export type Endpoint<
  M extends EndpointMethod = EndpointMethod,
  A extends Access = Access,
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  H extends z.ZodObject = z.ZodObject,
  B extends BodySchema = BodySchema,
  R extends Answers = Answers,
> = {
  /** Unique, and the name of the constant that holds the declaration: clients name their functions with it. */
  id: string;
  method: M;
  /** With parameters in braces: `/api/presentations/jobs/{job_id}`. */
  path: string;
  access: A;
  /**
   * Not counted against the rate limit. For what must answer while somebody floods us, and is cheap or bounded by itself:
   * callers without a credential may share one count, and whoever fills it must not make us look dead.
   */
  uncounted?: boolean;
  tag: Tag;
  /** A few words. */
  summary: string;
  /** Sentences, where the summary does not say it all. */
  description?: string;
  /** Parameters of the path. */
  params?: P;
  /** Left out: the endpoint takes no query parameters. A parameter that is not declared is refused with 422. */
  query?: Q;
  /** Request headers, their names in lower case. */
  headers?: H;
  /** Left out: the endpoint takes no body. One that is not empty, nor `{}`, is refused with 422. */
  body?: B;
  /** No body at all counts as `{}`. */
  optionalBody?: boolean;
  /** Field of the query or body → code of a well-typed value outside its list or range, answered with 400. */
  valueCodes?: Readonly<Record<string, ErrorCode>>;
  answers: R;
  /** Beside those that `errorsOf` adds. */
  errors?: readonly ErrorCode[];
  examples?: readonly RequestExample<
    z.input<NoInfer<P>>,
    z.input<NoInfer<Q>>,
    z.input<NoInfer<H>>,
    z.input<NoInfer<B>>
  >[];
};

/** Any endpoint, whatever it takes: what lists of them hold. */
export type AnyEndpoint = Omit<Endpoint, "examples"> & {
  examples?: readonly RequestExample<object, object, object, object>[];
};

/** Checks a declaration's types and gives it back. */
export function endpoint<
  M extends EndpointMethod,
  A extends Access,
  P extends z.ZodObject = NoObject,
  Q extends z.ZodObject = NoObject,
  H extends z.ZodObject = NoObject,
  B extends BodySchema = NoObject,
  R extends Answers = Answers,
>(
  // The second part refuses misspelt fields, which TypeScript lets pass where it infers a type.
  declaration: Endpoint<M, A, P, Q, H, B, R> & {
    answers: { [S in keyof R]: Record<Exclude<keyof R[S], keyof Answer>, never> };
  },
): Endpoint<M, A, P, Q, H, B, R> {
  return declaration;
}

/** Every error that the endpoint may answer with: those it declares, and those that follow from what it takes. */
export function errorsOf(endpoint: AnyEndpoint): { code: ErrorCode; status: number }[] {
  const { method, access, uncounted, params, valueCodes = {}, errors = [] } = endpoint;
  // A body that is not taken is looked at too, to refuse it.
  const mayHaveBody = method !== "GET";
  const codes = new Set<ErrorCode>([
    ...errors,
    ...Object.values(valueCodes),
    "validation_failed",
    ...(access === "everybody" ? [] : (["unauthenticated", "permission_denied"] as const)),
    ...(mayHaveBody ? (["payload_too_large", "unsupported_media_type"] as const) : []),
    ...(uncounted ? [] : (["rate_limited"] as const)),
    "service_unavailable",
    "internal_error",
  ]);
  const answers = [...codes].map((code) => ({ code, status: describeError(code).status }));
  // A body that is no JSON, an address that is badly encoded, a value outside its range: API.md answers them with 400.
  if (params || mayHaveBody || Object.values(valueCodes).includes("validation_failed")) {
    answers.push({ code: "validation_failed", status: 400 });
  }
  return answers.sort((a, b) => a.status - b.status);
}
