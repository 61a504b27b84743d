/** Creates or upgrades a database by hand, and moves an earlier one in: the work of `npm run migrate`. */
import path from "node:path";
import { parseArgs } from "node:util";
import { type Config, ConfigError, type DatabaseConfig, parseConfig } from "../lib/config";
import { migrate } from "../lib/db/migrate";
import { migrationNames } from "../lib/db/migration-files";
import { pendingMigrations } from "../lib/db/pending-migrations";
import { nameOf } from "../lib/db/postgres-connection";
import { UnreadableDatabase } from "../lib/legacy/private-copy";
import { checkFolders } from "./check-folders";
import { checkServer } from "./check-server";
import { moveIn, openOldDatabase, openTrial, type Trial } from "./move-in";
import { StartRefused } from "./start-refused";

const usage = `Usage: npm run migrate -- [--db-path FILE] [--from OLD.db] [--force] [--dry-run] [--verbose]
  --db-path FILE  this SQLite file, instead of the configured database
  --from OLD.db   then bring in the database of the earlier system (docs/operations/moving-in.md)
  --force         write rows once more that came in before
  --dry-run       say what would be done, change nothing
  --verbose       list every migration and every row`;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

class UsageError extends Error {
  override name = "UsageError";
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        "db-path": { type: "string" },
        from: { type: "string" },
        force: { type: "boolean", default: false },
        "dry-run": { type: "boolean", default: false },
        verbose: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.force && values.from === undefined) throw new Error("--force goes with --from");
    return values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

/** npm changes into the project's folder; a path that a person typed is relative to where they were. */
const asTyped = (file: string) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);

async function run(): Promise<void> {
  const options = readOptions();
  if (options.help) return print(usage);
  const { "db-path": given, from, force, verbose, "dry-run": dryRun } = options;
  if (given !== undefined) {
    process.env.DATABASE_PATH = asTyped(given);
    process.env.DATABASE_URL = "";
  }
  const target = parseConfig(process.env);
  // Before anything is written.
  const old = from === undefined ? null : openOldDatabase(asTyped(from), target.database);
  let trial: Trial | null = null;
  try {
    if (old && dryRun) trial = openTrial(target.database);
    await upgrade(target, trial?.database ?? target.database, { verbose, dryRun });
    await trial?.upgrade();
    if (old) await moveIn(old, { force, dryRun, verbose }, print);
  } finally {
    trial?.forget();
    old?.close();
  }
}

/** @param seen where to look for what is pending: the target, or what a dry run has in its place */
async function upgrade(
  { database, dataDir, logFile }: Config,
  seen: DatabaseConfig,
  { verbose, dryRun }: { verbose: boolean; dryRun: boolean },
): Promise<void> {
  const name = database.kind === "sqlite" ? database.path : nameOf(database.url);
  if (database.kind === "postgres") await checkServer(database.url);

  const pending = await pendingMigrations(seen);
  if (verbose) {
    for (const each of await migrationNames(database.kind)) {
      print(`${pending.includes(each) ? "pending" : "applied"}  ${each}`);
    }
  }
  if (pending.length === 0) return print(`${name} is up to date.`);
  if (dryRun) return print(`${name} would get: ${pending.join(", ")}`);

  const file = database.kind === "sqlite" ? { DATABASE_PATH: database.path } : {};
  checkFolders({ ...file, DATA_DIR: dataDir, LOG_FILE: logFile });
  const { applied, backup } = await migrate(database, path.join(dataDir, "backups"));
  if (backup) print(`Copied it first to ${backup}`);
  print(`${name} got: ${applied.join(", ") || "nothing, another process was first"}`);
}

try {
  await run();
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  } else {
    const known = [ConfigError, StartRefused, UnreadableDatabase].some((kind) => error instanceof kind);
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${known ? message : `The database could not be migrated: ${message}`}\n`);
    process.exitCode = 1;
  }
}
