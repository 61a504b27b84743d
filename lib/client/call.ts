/** One call: the request is made from its route and input, sent, repeated where that is safe, and its answer read. */
import { backOffMs, type Waits, wait } from "./back-off";
import { readEvents } from "./events";
import { type Failure, failure, failureOf, isLasting, type Result } from "./result";

/** A declared endpoint as far as answers are checked by it: see `contract` of `createClient`. */
export type AnswerShapes = {
  id: string;
  answers: Readonly<Record<number, { schema?: Shape; events?: Readonly<Record<string, Shape>> }>>;
};
type Shape = { safeParse: (value: unknown) => { success: true; data: unknown } | { success: false } };

export type Connection = {
  /** Without a slash at its end. */
  baseUrl: string;
  /** The headers of every call. */
  headers: () => Promise<Readonly<Record<string, string>>>;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  signal: AbortSignal | null;
  /** How often a failed try is repeated, and after what. A server that asks for a longer wait is not asked again. */
  repeats: Waits & { times: number };
  timeoutMs: number;
  makesKeys: boolean;
  shapes: ReadonlyMap<string, AnswerShapes["answers"]>;
};

/** What the table of routes says in one line: "POST /api/presentations/generate keyed". */
export type Route = {
  id: string;
  method: string;
  path: string;
  /** What comes instead of JSON. */
  gives: "json" | "file" | "events";
  /** Whether it takes an `Idempotency-Key`. */
  isKeyed: boolean;
};

export type CallInput = {
  query?: Readonly<Record<string, unknown>>;
  headers?: Readonly<Record<string, string | undefined>>;
  body?: unknown;
  signal?: AbortSignal;
  /** Ids of the path. */
  [parameter: string]: unknown;
};

type Outgoing = { url: string; method: string; headers: Headers; body: string | null };

const KEY = "Idempotency-Key";

export function routeOf(id: string, line: string): Route {
  const [method = "", path = "", ...marks] = line.split(" ");
  const gives = marks.includes("file") ? "file" : marks.includes("events") ? "events" : "json";
  return { id, method, path, gives, isKeyed: marks.includes("keyed") };
}

/**
 * Sends the call, again after a failure that may pass.
 * @throws only what is a fault of the caller: an id that is missing, a body that is no JSON, a header that cannot be one, and
 * what `token` throws
 */
export async function call(connection: Connection, route: Route, input: CallInput): Promise<Result<unknown>> {
  const outgoing = await outgoingOf(connection, route, input);
  const signals = [connection.signal, input.signal].filter((signal) => signal != null);
  const { repeats } = connection;
  for (let failures = 1; ; failures++) {
    const result = await tryOnce(connection, route, outgoing, signals);
    if (result.ok || failures > repeats.times || !mayRepeat(outgoing, result)) return result;
    const askedMs = (result.error.retryAfterSeconds ?? 0) * 1000;
    if (askedMs > repeats.longestWaitMs) return result;
    await wait(askedMs + backOffMs(repeats, failures, Math.random()), AbortSignal.any(signals));
  }
}

async function outgoingOf(
  { baseUrl, headers, makesKeys }: Connection,
  { method, path, isKeyed }: Route,
  input: CallInput,
): Promise<Outgoing> {
  // An endpoint that takes no body does not look at an empty one, and one whose fields are all optional needs it.
  const given = input.body ?? (method === "GET" || method === "DELETE" ? undefined : {});
  const body = given === undefined ? null : JSON.stringify(given);
  const address = path.replace(/\{(\w+)\}/g, (_braces, name) => segment(name, input[name]));
  // Made here, not by `fetch`: a value that no header may have is the caller's fault, and no trouble of the network.
  const sent = new Headers(await headers());
  if (body !== null) sent.set("Content-Type", "application/json");
  for (const [name, value] of Object.entries(input.headers ?? {})) {
    if (value !== undefined) sent.set(name, value);
  }
  if (isKeyed && makesKeys && !sent.has(KEY)) sent.set(KEY, newKey());
  return { url: `${baseUrl}${address}${queryOf(input.query)}`, method, headers: sent, body };
}

function segment(name: string, value: unknown): string {
  // "." and ".." are ways through the tree to every URL parser, also when they are escaped.
  if (typeof value !== "string" || value === "" || value === "." || value === "..") {
    throw new TypeError(`${name} must be an id, not ${JSON.stringify(value)}`);
  }
  return encodeURIComponent(value);
}

function queryOf(query: CallInput["query"] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  // A list becomes "a,b".
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? "" : `?${text}`;
}

/** 128 random bits. `crypto.randomUUID` is missing on pages that come without HTTPS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Whether the call may be sent again. GET and PUT do the same however often they are done, and so does what carries a key. A
 * DELETE that was done but not heard of would be told "not found", so it is repeated only when the server did not do it.
 */
function mayRepeat({ method, headers }: Outgoing, { error }: Failure): boolean {
  if (isLasting(error)) return error.code === "idempotency_in_flight";
  const isRefused = error.status === 429 || error.status === 503;
  if (method === "DELETE") return isRefused;
  const isRepeatable = method === "GET" || method === "PUT" || headers.has(KEY);
  return (
    isRepeatable && (error.code === "network" || isRefused || error.status === 502 || error.status === 504)
  );
}

async function tryOnce(
  connection: Connection,
  route: Route,
  { url, ...request }: Outgoing,
  signals: AbortSignal[],
): Promise<Result<unknown>> {
  const stop = new AbortController();
  const signal = AbortSignal.any([...signals, stop.signal]);
  const timer = setTimeout(() => stop.abort(), connection.timeoutMs);
  try {
    const response = await connection.fetch(url, { ...request, signal });
    return response.ok ? await readAnswer(connection, route, response, stop) : await failureOf(response);
  } catch {
    if (signals.some(({ aborted }) => aborted)) return failure("aborted", "The call was ended early.");
    return stop.signal.aborted
      ? failure("network", `The server did not answer within ${connection.timeoutMs / 1000} seconds.`)
      : failure("network", "The server cannot be reached.");
  } finally {
    clearTimeout(timer);
  }
}

/** @throws what `fetch` throws when the connection breaks */
async function readAnswer(
  { shapes }: Connection,
  { id, gives }: Route,
  response: Response,
  stop: AbortController,
): Promise<Result<unknown>> {
  const { status, headers } = response;
  const shape = shapes.get(id)?.[status];
  const good = (data: unknown) => ({ ok: true, data, status, headers }) as const;
  const strange = () =>
    failure("unexpected_answer", "Something that is not this API answered.", { status, headers });
  const type = headers.get("content-type")?.split(";")[0]?.trim() ?? "";

  if (gives === "events") {
    if (type === "text/event-stream" && response.body)
      return good(readEvents(response.body, stop, shape?.events));
    stop.abort();
    return strange();
  }
  if (gives === "file") return good(await response.blob());
  if (status === 204) return good(undefined);
  const text = await response.text();
  try {
    const data: unknown = JSON.parse(text);
    const parsed = shape?.schema?.safeParse(data) ?? { success: true as const, data };
    return parsed.success ? good(parsed.data) : strange();
  } catch {
    return strange();
  }
}
