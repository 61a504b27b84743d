/** Runs one measurement in a process of its own, in a fresh place, and gives its result. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Place } from "./queue";
import type { PostgresServer, RedisServer } from "./servers";

/** A measurement that takes longer hangs. */
const TIMEOUT_MS = 300_000;
/** Of what a failed process said, this much is shown. */
const ERROR_LENGTH = 300;

/** Where the measurements of a run take place. A server that is missing is null. */
export type Surroundings = {
  folder: string;
  postgres: PostgresServer | null;
  redis: RedisServer | null;
  /** Path of the Node that the peers' package brings. */
  newerNode: string;
};

export type Needs = "nothing" | "postgres" | "redis";

/** Gives `work` an empty place and removes it afterwards. */
export async function inFreshPlace<T>(
  surroundings: Surroundings,
  needs: Needs,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(surroundings.folder, "place-"));
  const postgresUrl = needs === "postgres" ? ((await surroundings.postgres?.createDatabase()) ?? "") : "";
  const redisUrl = needs === "redis" ? (surroundings.redis?.url ?? "") : "";
  try {
    if (needs === "redis") await surroundings.redis?.clear();
    return await work({ folder, postgresUrl, redisUrl });
  } finally {
    if (postgresUrl) await surroundings.postgres?.dropDatabase(postgresUrl);
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Runs a script of this folder with one JSON argument.
 * @returns what it printed as its last line, parsed
 * @throws with the first line of its error when it failed
 */
export async function runScript<Result>(node: string, script: string, argument: unknown): Promise<Result> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const root = fileURLToPath(new URL("..", import.meta.url));
  const child = spawn(node, ["--import", "tsx", file, JSON.stringify(argument)], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: TIMEOUT_MS,
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (text) => {
    output += text;
  });
  child.stderr.on("data", (text) => {
    errors += text;
  });
  const code = await new Promise((resolve, reject) => {
    child.on("close", resolve);
    child.on("error", reject);
  });
  const last = output.trimEnd().split("\n").at(-1);
  if (code === 0 && last) return JSON.parse(last) as Result;
  const error = /^\w*Error.*$/m.exec(errors)?.[0] ?? errors.trim();
  throw new Error(error.slice(0, ERROR_LENGTH) || `ended with code ${code}`);
}
