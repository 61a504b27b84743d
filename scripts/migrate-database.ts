/** Creates or upgrades a database by hand: the work of `npm run migrate`. */
import path from "node:path";
import { parseArgs } from "node:util";
import { ConfigError, config, type DatabaseConfig } from "../lib/config";
import { migrate } from "../lib/db/migrate";
import { migrationNames } from "../lib/db/migration-files";
import { pendingMigrations } from "../lib/db/pending-migrations";
import { nameOf } from "../lib/db/postgres-connection";
import { checkFolders } from "./check-folders";
import { checkServer } from "./check-server";
import { StartRefused } from "./start-refused";

const usage = `Usage: npm run migrate -- [--db-path FILE] [--dry-run] [--verbose]
  --db-path FILE  this SQLite file, instead of the configured database
  --dry-run       say what would be done, change nothing
  --verbose       list every migration`;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

class UsageError extends Error {
  override name = "UsageError";
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        "db-path": { type: "string" },
        "dry-run": { type: "boolean", default: false },
        verbose: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

/** npm changes into the project's folder; a path that a person typed is relative to where they were. */
const asTyped = (file: string) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);

async function run(): Promise<void> {
  const options = readOptions();
  if (options.help) return print(usage);
  const { dataDir, logFile, ...configured } = config();
  const given = options["db-path"];
  const database: DatabaseConfig =
    given === undefined ? configured.database : { kind: "sqlite", path: asTyped(given) };
  const name = database.kind === "sqlite" ? database.path : nameOf(database.url);
  if (database.kind === "postgres") await checkServer(database.url);

  const pending = await pendingMigrations(database);
  if (options.verbose) {
    for (const each of await migrationNames(database.kind)) {
      print(`${pending.includes(each) ? "pending" : "applied"}  ${each}`);
    }
  }
  if (pending.length === 0) return print(`${name} is up to date.`);
  if (options["dry-run"]) return print(`${name} would get: ${pending.join(", ")}`);

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
    const known = error instanceof ConfigError || error instanceof StartRefused;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${known ? message : `The database could not be migrated: ${message}`}\n`);
    process.exitCode = 1;
  }
}
