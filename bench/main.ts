/**
 * The benchmark: our engine and its peers, measured in turn by the same code, several rounds in one run. See README.md.
 * `npm run bench -- [--rounds N] [--only row,row] [--queues name,name] [--no-peers]`
 */
import { chmod, mkdir, mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { inFreshPlace, runScript, type Surroundings } from "./child";
import { engineRows } from "./engine/engine-rows";
import type { MeasureRequest, MeasureResult } from "./measure";
import { installPeers, newerNode, peersFolder } from "./peers-package";
import { toMarkdown } from "./report";
import { type Cell, describeMachine, medianOf, probeConditions, type Run } from "./results";
import { type Attempt, rows } from "./rows";
import { PostgresServer, RedisServer } from "./servers";
import { ours, peers, type Subject } from "./subjects";

const TMPFS_MAGIC = 0x01021994;

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    only: { type: "string" },
    queues: { type: "string" },
    "no-peers": { type: "boolean", default: false },
  },
});
const list = (text: string | undefined) => text?.split(",").map((name) => name.trim().toLowerCase());
const wanted = (names: string[] | undefined, name: string) =>
  names === undefined || names.some((part) => name.toLowerCase().startsWith(part));

const rounds = Number(options.rounds);
const only = list(options.only);
const queues = list(options.queues);
const subjects = [...ours, ...(options["no-peers"] ? [] : peers)].filter(({ name }) => wanted(queues, name));
const say = (text: string) => process.stderr.write(`${text}\n`);

/** A folder on a real disk: a sync that costs nothing would flatter everybody. */
async function makeFolder(): Promise<string> {
  const cache = fileURLToPath(new URL("../.cache", import.meta.url));
  const inMemory = (await statfs(tmpdir())).type === TMPFS_MAGIC;
  if (inMemory) await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(path.join(inMemory ? cache : tmpdir(), "bench-"));
  // PostgreSQL does not run as root, so another user must get in.
  await chmod(folder, 0o755);
  return folder;
}

/** Null: it can be measured. */
function whyNot(subject: Subject, { postgres, redis }: Surroundings): string | null {
  if (subject.needs === "redis" && !redis) return "skipped: redis-server is not installed";
  if (subject.needs === "postgres" && !postgres) return "skipped: needs the peers' PostgreSQL";
  return null;
}

async function measureAttempt(
  subject: Subject,
  { module, settings, measurement }: Attempt,
  surroundings: Surroundings,
): Promise<MeasureResult> {
  const node = subject.newerNode ? surroundings.newerNode : process.execPath;
  return inFreshPlace(surroundings, subject.needs, (place) => {
    const request: MeasureRequest = { module, settings, measurement, place };
    return runScript<MeasureResult>(node, "./measure.ts", request);
  });
}

/** Of several settings, those with the best median count. */
function bestOf(cells: Extract<Cell, { results: unknown }>[]): Cell | null {
  const score = (cell: (typeof cells)[number]) => medianOf(cell.results).perSecond ?? 0;
  return cells.toSorted((one, other) => score(other) - score(one))[0] ?? null;
}

type Found = Map<string, Extract<Cell, { results: unknown }>>;

async function measureRows(run: Run, found: Found, surroundings: Surroundings): Promise<void> {
  for (const row of rows.filter(({ id }) => wanted(only, id))) {
    const columns = run.table[row.id] ?? {};
    run.table[row.id] = columns;
    for (const subject of subjects) {
      const known = columns[subject.name];
      if (known && "error" in known) continue;
      const reason = whyNot(subject, surroundings);
      const attempts = row.attempts(subject);
      if (attempts.length > 0 && reason) columns[subject.name] = { error: reason };
      if (reason) continue;
      const cells = [];
      try {
        for (const attempt of attempts) {
          const key = JSON.stringify([row.id, subject.name, attempt.settings]);
          const cell = found.get(key) ?? { slots: attempt.settings.slots, results: [] };
          found.set(key, cell);
          cell.results.push(await measureAttempt(subject, attempt, surroundings));
          say(`${row.id} · ${subject.name} · ${cell.slots} · ${JSON.stringify(cell.results.at(-1))}`);
          cells.push(cell);
        }
        const best = bestOf(cells);
        if (best) columns[subject.name] = best;
      } catch (error) {
        columns[subject.name] = { error: error instanceof Error ? error.message : String(error) };
        say(`${row.id} · ${subject.name} · ${JSON.stringify(columns[subject.name])}`);
      }
    }
  }
}

async function measureEngine(run: Run, round: number, surroundings: Surroundings): Promise<void> {
  if (!subjects.some(({ name }) => name === "ours, SQLite")) return;
  for (const row of engineRows.filter(({ id }) => wanted(only, id))) {
    if (row.once && round > 0) continue;
    const result = await inFreshPlace(surroundings, "nothing", (place) =>
      runScript<unknown>(process.execPath, row.script, place),
    );
    say(`${row.id} · ${JSON.stringify(result)}`);
    run.engine[row.id] = [...(run.engine[row.id] ?? []), result];
  }
}

async function save(run: Run): Promise<string> {
  const folder = fileURLToPath(new URL("./results", import.meta.url));
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${run.startedAt.replace(/[:.]/g, "-")}.json`);
  await writeFile(file, `${JSON.stringify(run, null, 2)}\n`);
  return path.relative(process.cwd(), file);
}

const folder = await makeFolder();
const needs = new Set(subjects.map((subject) => subject.needs));
if (needs.has("postgres") || subjects.some((subject) => peers.includes(subject))) installPeers();
const postgres = needs.has("postgres") ? await PostgresServer.start(folder, peersFolder) : null;
const redis = needs.has("redis") && RedisServer.isInstalled() ? await RedisServer.start(folder) : null;
const surroundings: Surroundings = { folder, postgres, redis, newerNode };
const run: Run = {
  startedAt: new Date().toISOString(),
  machine: describeMachine(),
  conditions: [],
  table: {},
  engine: {},
};
async function cleanUp(): Promise<void> {
  await postgres?.stop();
  await redis?.stop();
  await rm(folder, { recursive: true, force: true });
}
// Measurements are children of the same process group, so the terminal's Ctrl-C ends them too.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => void cleanUp().finally(() => process.exit(1)));
}

try {
  const found: Found = new Map();
  for (let round = 0; round < rounds; round++) {
    say(`Round ${round + 1} of ${rounds}`);
    run.conditions.push(probeConditions(folder));
    await measureRows(run, found, surroundings);
    await measureEngine(run, round, surroundings);
    await save(run);
  }
  process.stdout.write(`${toMarkdown(run)}\n`);
  say(`All figures: ${await save(run)}`);
} finally {
  await cleanUp();
}
process.exit(0);
