/**
 * The types of the client's methods, made from the declared endpoints. Only types come from outside this folder, so nothing of
 * the contract (and no zod) is loaded with the client.
 */
import type { z } from "zod";
import type { DeclaredEndpoints } from "../contract/api";
import type { BodySchema, Endpoint, EndpointMethod } from "../contract/endpoint";
import type { Job, JobEnvelope } from "../contract/jobs";
import type { Result } from "./result";

export type EndpointName = keyof DeclaredEndpoints;

/**
 * What a call takes: the ids of its path by their names, `query`, `headers` and `body` as declared. `signal` ends it early.
 * Values of the query may be numbers, booleans and lists.
 */
export type Input<N extends EndpointName> =
  DeclaredEndpoints[N] extends Endpoint<
    EndpointMethod,
    infer _A,
    infer P,
    infer Q,
    infer H,
    infer B,
    infer _R
  >
    ? Ids<P> & Part<"query", Q, Query<Q>> & Part<"headers", H> & Body<B> & { signal?: AbortSignal }
    : never;

/** What a call gives: the parsed JSON, a `Blob` for a file, the events of one connection, or nothing. */
export type Output<N extends EndpointName> = DeclaredEndpoints[N] extends { answers: infer R }
  ? { [S in keyof R & Success]: DataOf<R[S]> }[keyof R & Success]
  : never;

type Success = 200 | 201 | 202 | 204;

/** Whether a schema has no fields: nothing was declared. Its own type would forbid every field. */
type IsNone<Z extends z.ZodObject> = [keyof Z["shape"]] extends [never] ? true : false;

type Ids<P extends z.ZodObject> = IsNone<P> extends true ? unknown : z.input<P>;

/** An optional part where everything in it is optional, and none where nothing is declared. */
type Part<K extends string, Z extends z.ZodObject, T = z.input<Z>> =
  IsNone<Z> extends true ? unknown : Record<never, never> extends T ? { [Key in K]?: T } : { [Key in K]: T };

type Body<B extends BodySchema> = B extends z.ZodObject ? Part<"body", B> : { body: z.input<B> };

type Query<Q extends z.ZodObject> = {
  [K in keyof z.input<Q>]: z.input<Q>[K] | (K extends keyof z.output<Q> ? z.output<Q>[K] : never);
};

type DataOf<A> = A extends { schema: infer S extends z.ZodType }
  ? z.output<S>
  : A extends { mediaTypes: readonly string[] }
    ? Blob
    : A extends { events: infer E extends Record<string, z.ZodType> }
      ? AsyncIterable<EventOf<E>>
      : undefined;

/**
 * Whoever stops iterating leaves the connection. `id` is what to send as `last-event-id` (empty: none), `retryMs` how long the server wants clients to wait.
 */
type EventOf<E extends Record<string, z.ZodType>> = {
  [K in keyof E]: { event: K; data: z.output<E[K]>; id: string; retryMs: number | null };
}[keyof E];

type Method<I, O> =
  Record<never, never> extends I ? (input?: I) => Promise<Result<O>> : (input: I) => Promise<Result<O>>;

type GetJob = {
  (input: Omit<Input<"getJob">, "query"> & { query: { format: "envelope" } }): Promise<Result<JobEnvelope>>;
  (input: Omit<Input<"getJob">, "query">): Promise<Result<Job>>;
};

/** One method for every declared endpoint. `getJob` gives what its `format` asks for. */
export type Methods = Omit<{ [N in EndpointName]: Method<Input<N>, Output<N>> }, "getJob"> & {
  getJob: GetJob;
};
