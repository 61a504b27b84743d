/**
 * Requests from the served OpenAPI document against the real handlers and a real database: no fault of the server, no status or shape
 * that is not documented, every error in the one shape, and nothing changed by what was refused. `npm test` sends the same 2,000 each time;
 * `npm run fuzz` 50,000 others. A round that failed is sent again by FUZZ_SEED=<its seed>.
 */
import { inspect } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OpenApiDocument } from "@/lib/contract/openapi-document";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { type FuzzRequest, fuzzRequests } from "@/lib/testing/fuzz/fuzz-requests";
import { serve, type TestServer } from "@/lib/testing/http-server";
import { sumTables } from "@/lib/testing/table-sums";
import { dispatch } from "../_dispatch";
import { makeFaultFinder } from "./answer-faults";
import { type Credentials, FUZZ_ORIGIN, fuzzEnvironment, givenFuzzWorld } from "./fuzz-world";

setUpTestDatabase(fuzzEnvironment);

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 2_000);
const SEED = Number(process.env.FUZZ_SEED ?? 4);
/** With the world made anew before each round, so that there is something to read, change and delete. */
const ROUND = 100;
/** Every so many go over a socket. */
const SOCKET_EVERY = 10;

let server: TestServer;
beforeAll(async () => {
  server = await serve(dispatch);
});
afterAll(() => server.close());

/** How often each status came, and what succeeded at least once. */
const seen = { statuses: new Map<number, number>(), succeeded: new Set<string>() };

async function send(request: FuzzRequest, credentials: Credentials, index: number): Promise<Response> {
  const { method, target, body } = request;
  const headers = { Host: "127.0.0.1:3000", ...credentials[request.caller], ...request.headers };
  const init = { method, headers, body: body as BodyInit | null };
  // Node's own limit of all headers, answered by Node, is 16 KB.
  const fits = target.length + JSON.stringify(headers).length < 12_000;
  return fits && index % SOCKET_EVERY === 0
    ? fetch(`${server.url}${target}`, init)
    : dispatch(new Request(`${FUZZ_ORIGIN}${target}`, init));
}

const isSafe = ({ method }: FuzzRequest) => ["GET", "HEAD", "OPTIONS"].includes(method);

function describeRequest({ body, ...request }: FuzzRequest): string {
  const text = body === null ? "none" : new TextDecoder().decode(body);
  return `${JSON.stringify(request)} body ${text}`.slice(0, 1_500);
}

test(`${REQUESTS} requests`, { timeout: 60_000 + REQUESTS * 200 }, async () => {
  const document: OpenApiDocument = await (
    await dispatch(new Request(`${FUZZ_ORIGIN}/api/openapi.json`))
  ).json();
  const faultsOf = makeFaultFinder(document);
  const faults: string[] = [];
  for (let round = 0; round * ROUND < REQUESTS; round++) {
    const seed = SEED + round;
    await emptyDatabase();
    const { credentials, known } = await givenFuzzWorld();
    const requests = fc.sample(fuzzRequests(document, known), { seed, numRuns: Math.min(ROUND, REQUESTS) });
    let before: Record<string, string> | null = null;
    for (const [index, request] of requests.entries()) {
      before ??= await sumTables();
      const found: string[] = [];
      try {
        const answer = await send(request, credentials, index);
        seen.statuses.set(answer.status, (seen.statuses.get(answer.status) ?? 0) + 1);
        if (answer.ok) seen.succeeded.add(`${request.method} ${request.address}`);
        found.push(...(await faultsOf(request, answer)).map((fault) => `${answer.status}: ${fault}`));
        if (answer.ok && !isSafe(request)) before = null;
      } catch (error) {
        found.push(`no answer: ${inspect(error)}`);
      }
      if (before !== null) {
        const after = await sumTables();
        const changed = Object.keys(after).filter((table) => after[table] !== before?.[table]);
        if (changed.length > 0) found.push(`changed ${changed.join(", ")}`);
        before = after;
      }
      faults.push(
        ...found.map((fault) => `FUZZ_SEED=${seed} #${index} ${fault}\n  ${describeRequest(request)}`),
      );
    }
    if (faults.length >= 20) break;
  }
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  console.info(
    `FUZZ_SEED=${SEED}`,
    Object.fromEntries([...seen.statuses].sort(([a], [b]) => a - b)),
    all.filter((one) => !seen.succeeded.has(one)),
  );
  expect(faults.slice(0, 20)).toEqual([]);
});

async function emptyDatabase(): Promise<void> {
  await db().apiToken.deleteMany();
  await db().lesson.deleteMany();
  await db().user.deleteMany();
  await db().worker.deleteMany();
  await db().idempotencyKey.deleteMany();
}
