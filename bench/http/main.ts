/**
 * What the API costs over HTTP: the production build of the product beside a bare Next.js route that answers `{}`, on 1,000 and
 * on 1,000,000 jobs. `npm run bench:http [-- --rows 1000,1000000 --connections 16,64 --seconds 4 --rounds 3]`
 *
 * Within a round each call is measured right after its bare twin, and the ratio of the two is what counts: a noisy neighbour hits
 * both. The load comes from this process, on the same machine.
 */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { fillHistory } from "../engine/fill-history";
import { LESSON_ID, migrateDatabaseAt } from "../engine/fresh-database";
import { median } from "../latency";
import { describeMachine } from "../results";
import { type LoadResult, load, type Shot } from "./load";
import { buildNext, type NextServer, startNext } from "./next-server";

const { values: options } = parseArgs({
  options: {
    rows: { type: "string", default: "1000,1000000" },
    connections: { type: "string", default: "16,64" },
    seconds: { type: "string", default: "4" },
    rounds: { type: "string", default: "3" },
  },
});
const numbers = (list: string) => list.split(",").map(Number);
const say = (text: string) => process.stderr.write(`${text}\n`);

const TOKEN = "bench-token-0123456789-0123456789";
const BULK_JOBS = 1_000;
/** Issue 4's. */
const BULK_TARGET = 20_000;
const PENDING = 100;
const root = fileURLToPath(new URL("../..", import.meta.url));
const bareFolder = fileURLToPath(new URL("./bare", import.meta.url));

type Call = {
  name: string;
  /** Of the bare route's rate; null: none is asked. */
  target: number | null;
  bare: "GET" | "POST";
  /** Jobs that one request makes. */
  jobs?: number;
  shot: () => Shot;
};

const input = { lesson_id: LESSON_ID, use_llm_polish: false };

function callsFor(jobIds: readonly string[]): Call[] {
  let turn = 0;
  const anyJob = () => `/api/presentations/jobs/${jobIds[turn++ % jobIds.length]}`;
  return [
    { name: "GET /jobs/{id}", target: 0.6, bare: "GET", shot: () => ({ method: "GET", path: anyJob() }) },
    {
      name: "GET /jobs",
      target: null,
      bare: "GET",
      shot: () => ({ method: "GET", path: "/api/presentations/jobs?limit=20" }),
    },
    {
      name: "GET /jobs/health",
      target: null,
      bare: "GET",
      shot: () => ({ method: "GET", path: "/api/presentations/jobs/health" }),
    },
    {
      name: "POST /generate",
      target: 0.4,
      bare: "POST",
      shot: () => ({ method: "POST", path: "/api/presentations/generate", body: input }),
    },
    {
      name: `POST /generate/bulk, ${BULK_JOBS} jobs`,
      target: null,
      bare: "POST",
      jobs: BULK_JOBS,
      shot: () => ({
        method: "POST",
        path: "/api/presentations/generate/bulk",
        body: { jobs: Array(BULK_JOBS).fill(input) },
      }),
    },
  ];
}

type Pair = { ours: LoadResult; bare: LoadResult };

async function measure(
  product: NextServer,
  bare: NextServer,
  call: Call,
  connections: number,
): Promise<Pair> {
  const forMs = Number(options.seconds) * 1000;
  const headers = { authorization: `Bearer ${TOKEN}` };
  const nothing = (): Shot =>
    call.bare === "GET"
      ? { method: "GET", path: "/api/nothing" }
      : { method: "POST", path: "/api/nothing", body: input };
  const bareResult = await load(bare.origin, headers, { connections, forMs, nextShot: nothing });
  // Each bulk request keeps the server busy for tens of milliseconds: two are enough to leave no gap.
  const oursAtOnce = call.jobs ? 2 : connections;
  const ours = await load(product.origin, headers, { connections: oursAtOnce, forMs, nextShot: call.shot });
  return { ours, bare: bareResult };
}

const ms = (value: number) => value.toFixed(1);

function line(rows: number, connections: number, call: Call, pairs: readonly Pair[]): string {
  const of = (pick: (pair: Pair) => number) => median(pairs.map(pick));
  const perSecond = of(({ ours }) => ours.perSecond);
  const ratio = of((pair) => pair.ours.perSecond / pair.bare.perSecond);
  const rate = call.jobs
    ? `${Math.round(perSecond * call.jobs).toLocaleString("en")} jobs/s`
    : `${Math.round(perSecond).toLocaleString("en")}/s`;
  const isMet = call.jobs
    ? perSecond * call.jobs >= BULK_TARGET
    : call.target === null || ratio >= call.target;
  const isJudged = call.jobs !== undefined || call.target !== null;
  const verdict = isJudged ? (isMet ? " ✓" : " **missed**") : "";
  const cells = [
    rows.toLocaleString("en"),
    call.jobs ? 2 : connections,
    call.name,
    rate,
    `${ms(of(({ ours }) => ours.latency.p50))} / ${ms(of(({ ours }) => ours.latency.p99))}`,
    `${Math.round(of(({ bare }) => bare.perSecond)).toLocaleString("en")}/s`,
    call.jobs ? `–${verdict}` : `${Math.round(ratio * 100)} %${verdict}`,
  ];
  return `| ${cells.join(" | ")} |`;
}

async function measureRows(rows: number, bare: NextServer): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "bench-http-"));
  await chmod(folder, 0o755);
  const place = { folder, postgresUrl: "", redisUrl: "" };
  await migrateDatabaseAt(place);
  const { database } = config();
  if (database.kind !== "sqlite") throw new Error("Measured on SQLite only");
  await db().$disconnect();
  await fillHistory(database.path, rows, PENDING);
  const ids = await db().$queryRaw<{ id: string }[]>`SELECT id FROM presentation_jobs LIMIT 1000`;
  await db().$disconnect();
  const product = await startNext(root, "/readyz", {
    DATABASE_PATH: database.path,
    DATA_DIR: path.join(folder, "data"),
    LOG_FILE: path.join(folder, "bench.log"),
    LOG_LEVEL: "warn",
    DEMO: "0",
    API_TOKEN: TOKEN,
    RATE_LIMIT_PER_MINUTE: "0",
  });
  const lines: string[] = [];
  try {
    for (const call of callsFor(ids.map(({ id }) => id))) {
      for (const connections of call.jobs ? [2] : numbers(options.connections)) {
        const pairs: Pair[] = [];
        // Not counted: a server's first requests run through code that is not compiled yet.
        await measure(product, bare, call, connections);
        for (let round = 0; round < Number(options.rounds); round++) {
          pairs.push(await measure(product, bare, call, connections));
        }
        lines.push(line(rows, connections, call, pairs));
        say(lines.at(-1) ?? "");
      }
    }
  } finally {
    await product.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return lines;
}

say("Building the product and the bare route …");
await buildNext(root);
await buildNext(bareFolder);
const bare = await startNext(bareFolder, "/api/nothing");
try {
  const lines: string[] = [];
  for (const rows of numbers(options.rows)) lines.push(...(await measureRows(rows, bare)));
  const machine = describeMachine();
  process.stdout.write(
    `${machine.cpu}, ${machine.cores} cores, ${machine.node}\n\n| jobs stored | connections | call | rate | p50 / p99 ms | bare route | of the bare route |\n| --- | --- | --- | --- | --- | --- | --- |\n${lines.join("\n")}\n`,
  );
} finally {
  await bare.stop();
}
process.exit(0);
