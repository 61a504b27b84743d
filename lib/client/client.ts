/**
 * The API as functions, for our own pages and for the lesson app: docs/client.md shows how. It needs `fetch` and nothing else;
 * this folder works wherever it is copied to. Every declared endpoint is a method by its id. Whatever happens, a call ends with a
 * value: `{ ok: true, data }` or `{ ok: false, error }`.
 */
import type { Job, JobCounts } from "../contract/jobs";
import { type AnswerShapes, type CallInput, type Connection, call, routeOf } from "./call";
import { type Followed, type FollowOptions, follow } from "./follow";
import type { Methods } from "./methods";
import { routes } from "./routes";

export type ClientOptions = {
  /** Where the server is, as "https://decks.school.example"; "" for the page's own. */
  baseUrl: string;
  /** An API token or a user's JWT, or what gives the one of the moment; what that throws, the call throws. Left out: the browser's session cookie. */
  token?: string | (() => string | Promise<string>);
  /** With an API token: the user whose lessons and jobs the calls are about. */
  actAs?: string;
  /** Ends every call and everything that is followed. */
  signal?: AbortSignal;
  /** How often a call that may be repeated is repeated; three times unless told. */
  repeats?: number;
  /** How long one try may take; 30 seconds unless told. */
  timeoutMs?: number;
  /** Gives calls that take an `Idempotency-Key` one of their own, so that they too can be repeated; true unless told. */
  makesIdempotencyKeys?: boolean;
  /** Declared endpoints: answers are held against their schemas, and one that does not fit is an `unexpected_answer`. */
  contract?: readonly AnswerShapes[];
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
};

export type Client = Methods & {
  /** Follows a job by its events until it has ended, through lost connections and restarts of the server. */
  followJob: (jobId: string, options?: FollowOptions<Job>) => Promise<Followed<Job>>;
  /** As `followJob`, by reading the job now and then: for places where no connection can stay open. */
  waitForJob: (jobId: string, options?: FollowOptions<Job>) => Promise<Followed<Job>>;
  /** Follows the whole queue until `signal` is aborted, or until it fails. */
  followQueue: (options: FollowOptions<JobCounts>) => Promise<Followed<JobCounts>>;
};

const REPEATS = 3;
const TIMEOUT_MS = 30_000;
/** Of one call somebody waits for: 0.5, 1 and 2 seconds; a server that asks for more than ten gets its say to the caller. */
const WAITS = { firstWaitMs: 500, longestWaitMs: 10_000 };

const hasEnded: Readonly<Record<Job["status"], boolean>> = {
  pending: false,
  running: false,
  completed: true,
  failed: true,
  cancelled: true,
  timeout: true,
};

export function createClient(options: ClientOptions): Client {
  const { token, actAs, repeats = REPEATS, contract = [] } = options;
  const connection: Connection = {
    baseUrl: baseUrlOf(options.baseUrl),
    headers: async () => ({
      ...(token !== undefined && {
        Authorization: `Bearer ${typeof token === "function" ? await token() : token}`,
      }),
      ...(actAs !== undefined && { "X-User-Id": actAs }),
    }),
    // Looked up for each call: pages that are rendered on a server have another one than the browser's.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    signal: options.signal ?? null,
    repeats: { ...WAITS, times: repeats },
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    makesKeys: options.makesIdempotencyKeys ?? true,
    shapes: new Map(contract.map(({ id, answers }) => [id, answers])),
  };
  // Following waits and tries again by itself.
  const once = methodsOf({ ...connection, repeats: { ...connection.repeats, times: 0 } });
  const ends = (given?: AbortSignal) => [options.signal, given].filter((signal) => signal !== undefined);

  const aboutJob = (job_id: string) => ({
    valueOf: (job: Job) => job,
    read: (signal: AbortSignal) => once.getJob({ job_id, signal }),
    isLast: (job: Job) => hasEnded[job.status],
  });
  return {
    ...methodsOf(connection),
    followJob: (job_id, given = {}) =>
      follow(
        {
          ...aboutJob(job_id),
          open: (lastEventId, signal) =>
            once.streamJob({
              job_id,
              signal,
              ...(lastEventId !== "" && { headers: { "last-event-id": lastEventId } }),
            }),
        },
        { ...given, signal: AbortSignal.any(ends(given.signal)) },
      ),
    waitForJob: (job_id, given = {}) =>
      follow(aboutJob(job_id), { ...given, signal: AbortSignal.any(ends(given.signal)) }),
    followQueue: (given) =>
      follow(
        {
          open: (_lastEventId, signal) => once.streamQueue({ signal }),
          valueOf: ({ counts }) => counts,
          read: (signal) => once.countJobs({ signal }),
          isLast: () => false,
        },
        { ...given, signal: AbortSignal.any(ends(given.signal)) },
      ),
  };
}

/** @throws TypeError when it is no address */
function baseUrlOf(given: string): string {
  if (given !== "") new URL(given);
  return given.replace(/\/+$/, "");
}

function methodsOf(connection: Connection): Methods {
  const methods = Object.entries(routes).map(([id, line]) => {
    const route = routeOf(id, line);
    return [id, (input: CallInput = {}) => call(connection, route, input)];
  });
  // The table has a line for every name in `Methods`, which says what each of them takes and gives.
  return Object.fromEntries(methods) as Methods;
}
