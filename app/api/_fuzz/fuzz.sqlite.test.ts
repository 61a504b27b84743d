/**
 * Requests from the served OpenAPI document against the real handlers and a real database: no fault of the server, no status or shape
 * that is not documented, every error in the one shape, and nothing changed by what was refused. `npm test` sends the same 2,000 each
 * time, with SQLite; `npm run fuzz` 50,000 others, or FUZZ_REQUESTS. What failed names the FUZZ_SEED that sends it again.
 */
import { inspect } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OpenApiDocument } from "@/lib/contract/openapi-document";
import { db } from "@/lib/db/client";
import { resumeQueue } from "@/lib/jobs/store/control";
import { setUpTestDatabase } from "@/lib/testing/database";
import type { FuzzRequest } from "@/lib/testing/fuzz/fuzz-request";
import { fuzzRequests } from "@/lib/testing/fuzz/fuzz-requests";
import { serve, type TestServer } from "@/lib/testing/http-server";
import { chooseSeed } from "@/lib/testing/random";
import { sumTables } from "@/lib/testing/table-sums";
import { dispatch } from "../_dispatch";
import { makeFaultFinder } from "./answer-faults";
import { type Credentials, FUZZ_ORIGIN, fuzzEnvironment, givenFuzzWorld } from "./fuzz-world";

setUpTestDatabase(fuzzEnvironment);

const { FUZZ_REQUESTS, FUZZ_SEED = FUZZ_REQUESTS === undefined ? "4" : "" } = process.env;
const SEED = chooseSeed(FUZZ_SEED);
/** So many try nearly every operation with what it takes. */
const ENOUGH = 2_000;
const REQUESTS = Number(FUZZ_REQUESTS ?? ENOUGH);
/** With the world made anew before each round, so that there is something to read, change and delete. */
const ROUND = 100;
/** Every so many go over a socket. */
const SOCKET_EVERY = 10;
/** Node refuses heads of 16 KiB by itself (431), before any handler. */
const LONGEST_HEAD = 12_000;
/** Enough to see what is wrong. */
const MOST_FAULTS = 20;

let server: TestServer;
let document: OpenApiDocument;
beforeAll(async () => {
  server = await serve(dispatch);
  document = await (await fetch(`${server.url}/api/openapi.json`)).json();
});
afterAll(() => server.close());

const seen = { statuses: new Map<number, number>(), succeeded: new Set<string>() };

test(`${REQUESTS} requests are answered as documented`, { timeout: 60_000 + REQUESTS * 200 }, async () => {
  if (FUZZ_REQUESTS !== undefined) console.info(`FUZZ_SEED=${SEED}`);
  const faults: string[] = [];
  for (let round = 0; round * ROUND < REQUESTS && faults.length < MOST_FAULTS; round++) {
    faults.push(...(await sendRound(SEED + round, Math.min(ROUND, REQUESTS - round * ROUND))));
  }
  const statuses = Object.fromEntries([...seen.statuses].sort(([a], [b]) => a - b));
  if (FUZZ_REQUESTS !== undefined) console.info("Answers by status:", statuses);
  expect(faults).toEqual([]);
  // A generator that stops at the first check proves nothing: what can be done was done, and what can be refused refused.
  for (const status of [200, 201, 204, 400, 401, 403, 404, 405, 415, 422]) {
    expect(Object.keys(statuses)).toContain(String(status));
  }
  const operations = Object.entries(document.paths).flatMap(([address, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${address}`),
  );
  const never = operations.filter((operation) => !seen.succeeded.has(operation));
  if (REQUESTS >= ENOUGH) {
    expect(never.length, `never succeeded: ${never.join(", ")}`).toBeLessThan(operations.length * 0.25);
  }
});

/** The faults of `count` requests, in a world of their own. */
async function sendRound(seed: number, count: number): Promise<string[]> {
  const faultsOf = makeFaultFinder(document);
  await emptyDatabase();
  const { credentials, known } = await givenFuzzWorld();
  const requests = fc.sample(fuzzRequests(document, known), { seed, numRuns: count });
  const faults: string[] = [];
  let before = await sumTables();
  for (const [index, request] of requests.entries()) {
    const answer = await send(request, credentials, index).catch((error: unknown) => inspect(error));
    const found = typeof answer === "string" ? [`no answer: ${answer}`] : await faultsOf(request, answer);
    const after = await sumTables();
    const mayChange = typeof answer !== "string" && answer.ok && !isSafe(request);
    if (!mayChange) found.push(...tablesThatDiffer(before, after).map((table) => `${table} has changed`));
    before = after;
    if (typeof answer !== "string") note(request, answer);
    const told = `FUZZ_SEED=${seed} #${index} ${typeof answer === "string" ? "" : answer.status}`;
    faults.push(...found.map((fault) => `${told} ${fault}\n  ${describeRequest(request)}`));
  }
  return faults;
}

function send(request: FuzzRequest, credentials: Credentials, index: number): Promise<Response> {
  const { caller, method, target, body } = request;
  const headers = { Host: "127.0.0.1:3000", ...credentials[caller], ...request.headers };
  const init = { method, headers, body: body as BodyInit | null };
  const fits = target.length + JSON.stringify(headers).length < LONGEST_HEAD;
  return fits && index % SOCKET_EVERY === 0
    ? fetch(`${server.url}${target}`, init)
    : dispatch(new Request(`${FUZZ_ORIGIN}${target}`, init));
}

const isSafe = ({ method }: FuzzRequest) => ["GET", "HEAD", "OPTIONS"].includes(method);

const tablesThatDiffer = (before: Record<string, string>, after: Record<string, string>) =>
  Object.keys(after).filter((table) => after[table] !== before[table]);

function note({ method, address }: FuzzRequest, { ok, status }: Response): void {
  seen.statuses.set(status, (seen.statuses.get(status) ?? 0) + 1);
  const isDeclared = document.paths[address]?.[method.toLowerCase()] !== undefined;
  if (ok && isDeclared) seen.succeeded.add(`${method} ${address}`);
}

function describeRequest({ body, ...request }: FuzzRequest): string {
  const text = body === null ? "none" : new TextDecoder().decode(body);
  return `${JSON.stringify(request)} body: ${text}`.slice(0, 1_500);
}

async function emptyDatabase(): Promise<void> {
  await db().apiToken.deleteMany();
  await db().lesson.deleteMany();
  await db().jobChange.deleteMany();
  await db().rollup.deleteMany();
  await db().user.deleteMany();
  await db().worker.deleteMany();
  await db().idempotencyKey.deleteMany();
  await db().bulkAction.deleteMany();
  await db().savedView.deleteMany();
  await db().setting.deleteMany();
  await db().alertRule.deleteMany();
  await db().alert.deleteMany();
  await resumeQueue(db());
}
