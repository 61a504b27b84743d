/**
 * Whether the numbers of the queue are right, and whether they cost the same with a thousand jobs as with a million.
 * `npm run bench:stats [-- --databases sqlite,postgres --rows 10000,1000000 --calls 100 --backlog 300000]`, after a
 * build.
 *
 * Each case is a database of its own, filled with a history of known distributions: spread over 30 days, all within the last day,
 * and, to see that charts keep what is pruned, once more with everything older than a day taken away. `--calls 0` holds the numbers
 * against the rows before and after pruning, and times nothing. With `--backlog` there is one case more: the most jobs, and so many
 * that wait, while the worker goes on at its pace.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createDatabase } from "@/lib/testing/postgres-databases";
import { PostgresServer } from "@/lib/testing/postgres-server";
import { describeMachine } from "../results";
import type { CaseRequest, CaseResult } from "./measure";

const { values: options } = parseArgs({
  options: {
    databases: { type: "string", default: "sqlite" },
    rows: { type: "string", default: "10000,1000000" },
    calls: { type: "string", default: "100" },
    backlog: { type: "string", default: "0" },
  },
});

/** Issue 6's, milliseconds at the 95th percentile. */
const limits: Record<string, number> = {
  // What any answer costs here; it has no limit of its own.
  "nothing (/livez)": Number.POSITIVE_INFINITY,
  health: 20,
  "health, own jobs": 20,
  "statistics 24 h": 60,
  "statistics 168 h": 120,
  "trends 24 h": Number.POSITIVE_INFINITY,
  "state counts": 5,
  "/metrics": 50,
};
const LIST_LIMIT = 30;
/** Issue 6's: of the 95th percentile at the fewest jobs. */
const MOST_GROWTH = 1.5;
const limitOf = (call: string) => limits[call] ?? LIST_LIMIT;

const DAYS = 30;
const measure = fileURLToPath(new URL("./measure.ts", import.meta.url));

async function run(request: Omit<CaseRequest, "folder">): Promise<CaseResult> {
  const folder = await mkdtemp(path.join(tmpdir(), "bench-stats-"));
  await chmod(folder, 0o755);
  try {
    const child = spawn(
      process.execPath,
      ["--import", "tsx", measure, JSON.stringify({ ...request, folder })],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    let told = "";
    child.stdout.on("data", (part) => {
      told += part;
    });
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`The case ended with code ${code}`);
    return JSON.parse(told);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const ms = (value: number) => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
const growthOf = (times: number) => `${times.toFixed(2)}${times <= MOST_GROWTH ? "" : " **missed**"}`;
const print = (text: string) => process.stdout.write(`${text}\n`);

async function measureDatabase(name: string, urlOf: () => Promise<string>): Promise<void> {
  const sizes = options.rows.split(",").map(Number);
  const largest = Math.max(...sizes);
  const backlog = Number(options.backlog);
  const cases = [
    ...sizes.map((rows) => ({ rows, days: DAYS, backlog: 0 })),
    { rows: largest, days: 1, backlog: 0 },
    ...(backlog > 0 ? [{ rows: largest, days: DAYS, backlog }] : []),
  ];
  const calls = Number(options.calls);
  const results: CaseResult[] = [];
  for (const one of calls > 0 ? cases : []) {
    results.push(await run({ ...one, postgresUrl: await urlOf(), calls, prune: false }));
  }
  const pruned = await run({
    rows: largest,
    days: DAYS,
    backlog: 0,
    postgresUrl: await urlOf(),
    calls: 0,
    prune: true,
  });
  if (calls > 0) printTable(name, cases, results);
  printPruned(name, largest, pruned);
}

function printTable(
  name: string,
  cases: readonly { rows: number; days: number; backlog: number }[],
  results: readonly CaseResult[],
): void {
  const rows = cases.map((one) => one.rows);
  const heads = cases.map(({ rows, days, backlog }) => {
    const waiting = backlog > 0 ? `, ${backlog.toLocaleString("en")} wait` : "";
    return `${rows.toLocaleString("en")} jobs in ${days} d${waiting}`;
  });
  const smallest = rows.indexOf(Math.min(...rows));
  print(
    `\n| ${name} | wanted p95 | ${heads.join(" | ")} | largest ÷ ${rows[smallest]?.toLocaleString("en")} |\n| --- | --- |${" --- |".repeat(heads.length + 1)}`,
  );
  for (const call of Object.keys(results[0]?.timed?.calls ?? {})) {
    const cells = results.map(({ timed }) => {
      const { p50, p95 } = timed?.calls[call] ?? { p50: Number.NaN, p95: Number.NaN };
      return `${ms(p50)} / ${ms(p95)}${p95 <= limitOf(call) ? "" : " **missed**"}`;
    });
    const p95s = results.map(({ timed }) => timed?.calls[call]?.p95 ?? Number.NaN);
    const growth = Math.max(...p95s) / (p95s[smallest] ?? Number.NaN);
    const wanted = Number.isFinite(limitOf(call)) ? `≤ ${limitOf(call)} ms` : "–";
    print(`| ${call} | ${wanted} | ${cells.join(" | ")} | ${growthOf(growth)} |`);
  }
  for (const query of Object.keys(results[0]?.timed?.naive ?? {})) {
    print(
      `| plain query: ${query} | – | ${results.map(({ timed }) => ms(timed?.naive[query] ?? 0)).join(" | ")} | – |`,
    );
  }
  const row = (title: string, of: (result: CaseResult) => string) =>
    print(`| ${title} | – | ${results.map(of).join(" | ")} | – |`);
  row("filled in, s", ({ fillSeconds }) => ms(fillSeconds));
  row("folded in, s", ({ foldSeconds }) => ms(foldSeconds));
  row("worst percentile, %", (one) => (100 * one.worstPercentileError).toFixed(2));
  row("jobs/s done meanwhile", ({ timed }) => ms(timed?.jobsPerSecond ?? 0));
}

function printPruned(name: string, rows: number, { fillSeconds, foldSeconds, pruned }: CaseResult): void {
  const gone = pruned?.rows.toLocaleString("en");
  print(
    `\n${name}: ${rows.toLocaleString("en")} jobs over ${DAYS} days filled in ${ms(fillSeconds)} s, folded in ${ms(foldSeconds)} s; every number that of the rows, and still so after ${gone} were pruned in ${ms(pruned?.seconds ?? 0)} s.`,
  );
}

const machine = describeMachine();
print(`${machine.cpu}, ${machine.cores} cores, ${machine.node}. p50 / p95 in milliseconds.`);
for (const database of options.databases.split(",")) {
  if (database === "sqlite") await measureDatabase("SQLite", async () => "");
  else {
    const server = await PostgresServer.start();
    let count = 0;
    try {
      await measureDatabase("PostgreSQL", async () => {
        const name = `bench_${++count}`;
        await createDatabase(server.url(), name);
        return server.url(name);
      });
    } finally {
      await server.stop();
    }
  }
}
