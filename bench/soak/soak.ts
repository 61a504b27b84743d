/**
 * `npm run soak`: the fault tests, long. Real processes are killed, paused and raced for as long as the numbers say; the first
 * broken promise ends the run. bench/soak/README.md tells how to read the result.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { PostgresServer } from "@/lib/testing/postgres-server";
import { chooseSeed } from "@/lib/testing/random";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "1000" },
    zombies: { type: "string", default: "200" },
    "server-kills": { type: "string", default: "500" },
    races: { type: "string", default: "10000" },
    brawl: { type: "string", default: "20000" },
    jobs: { type: "string", default: "10000" },
    starters: { type: "string", default: "20" },
    "fold-kills": { type: "string", default: "100" },
    seed: { type: "string" },
    postgres: { type: "boolean", default: false },
  },
});
const seed = chooseSeed(values.seed);

const folder = await mkdtemp(path.join(tmpdir(), "presentation-jobs-soak-"));
const { API_TOKEN, endServerProcesses } = await import("@/app/api/_faults/server-process");
const postgres = values.postgres ? await PostgresServer.start() : null;
Object.assign(process.env, {
  // Given by the caller, it names an empty PostgreSQL database; its content is deleted.
  ...(postgres && { DATABASE_URL: postgres.url() }),
  DATABASE_PATH: path.join(folder, "soak.db"),
  DATA_DIR: path.join(folder, "data"),
  LOG_FILE: path.join(folder, "soak.log"),
  LOG_LEVEL: "info",
  API_TOKEN,
  RATE_LIMIT_PER_MINUTE: "0",
  DEMO: "0",
});

const { killServers } = await import("@/app/api/_faults/server-kills");
const { config } = await import("@/lib/config");
const { db } = await import("@/lib/db/client");
const { migrate } = await import("@/lib/db/migrate");
const { emptyQueue } = await import("@/worker/faults/fleet");
const { killFolding } = await import("@/worker/faults/fold-kills");
const { killWorkers } = await import("@/worker/faults/kills");
const { brawl, raceCancelAgainstComplete } = await import("@/worker/faults/races");
const { startTogether } = await import("@/worker/faults/starters");
const { endWorkerProcesses } = await import("@/worker/faults/worker-process");
const { wakeZombies } = await import("@/worker/faults/zombies");

/** Kills between two checks: every row and file is read then. */
const KILLS_PER_CHECK = 100;
/** Then new jobs come: completed ones can be fought for no more. */
const STEPS_PER_BRAWL = 2_000;

type Part = { name: string; size: number; run: (size: number) => Promise<object> };

const parts: Part[] = [
  { name: "starters", size: Number(values.starters), run: startersPart },
  { name: "races", size: Number(values.races), run: (races) => raceCancelAgainstComplete({ races, seed }) },
  { name: "brawl", size: Number(values.brawl), run: brawlPart },
  { name: "jobs", size: Number(values.jobs), run: (jobs) => emptyQueue({ workers: 8, jobs }) },
  {
    name: "fold-kills",
    size: Number(values["fold-kills"]),
    run: (kills) => killFolding({ kills, seed }),
  },
  { name: "zombies", size: Number(values.zombies), run: (zombies) => wakeZombies({ zombies, seed }) },
  { name: "kills", size: Number(values.kills), run: killsPart },
  {
    name: "server-kills",
    size: Number(values["server-kills"]),
    run: (kills) => killServers({ kills, seed }),
  },
];

async function startersPart(starters: number): Promise<object> {
  return startTogether({
    starters,
    folder: await mkdtemp(path.join(folder, "starters-")),
    onOldSchema: true,
  });
}

async function killsPart(kills: number): Promise<object> {
  const sum = { kills: 0, jobs: 0, cutOff: 0, slowestRequeueMs: 0 };
  while (sum.kills < kills) {
    const count = Math.min(KILLS_PER_CHECK, kills - sum.kills);
    const report = await killWorkers({ kills: count, seed: seed + sum.kills });
    sum.kills += report.kills;
    sum.jobs += report.jobs;
    sum.cutOff += report.cutOff;
    sum.slowestRequeueMs = Math.max(sum.slowestRequeueMs, report.slowestRequeueMs);
    await emptyDatabase();
  }
  return sum;
}

async function brawlPart(steps: number): Promise<object> {
  const wins: Record<string, number> = {};
  for (let done = 0; done < steps; done += STEPS_PER_BRAWL) {
    const size = Math.min(STEPS_PER_BRAWL, steps - done);
    const round = await brawl({ rivals: 4, jobs: 20, steps: size, seed: seed + done });
    for (const [what, count] of Object.entries(round.wins)) wins[what] = (wins[what] ?? 0) + count;
    await emptyDatabase();
  }
  return { steps, wins };
}

async function emptyDatabase(): Promise<void> {
  await db().lesson.deleteMany();
  await db().worker.deleteMany();
  await db().jobChange.deleteMany();
  await db().rollup.deleteMany();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function soak(): Promise<boolean> {
  await migrate(config().database, path.join(folder, "backups"));
  print(`Soak on ${config().database.kind}, seed ${seed}`);
  for (const { name, size, run } of parts) {
    if (size === 0) continue;
    const from = performance.now();
    const took = () => `${((performance.now() - from) / 1000).toFixed(0)} s`;
    try {
      const report = await run(size);
      print(`ok      ${name} in ${took()}: ${JSON.stringify(report)}`);
    } catch (error) {
      print(`BROKEN  ${name} after ${took()}: ${error instanceof Error ? error.stack : error}`);
      const others = parts.filter((part) => part.name !== name).map((part) => `--${part.name} 0`);
      const where = postgres ? ["--postgres"] : [];
      print(`Again: npm run soak -- ${[...where, `--seed ${seed} --${name} ${size}`, ...others].join(" ")}`);
      print(`The database, files and logs are kept in ${folder}`);
      return false;
    }
    await emptyDatabase();
  }
  return true;
}

const held = await soak();
await Promise.all([endWorkerProcesses(), endServerProcesses()]);
await db().$disconnect();
await postgres?.stop();
if (held) await rm(folder, { recursive: true, force: true });
process.exit(held ? 0 : 1);
