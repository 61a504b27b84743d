/** Creates or upgrades a database file by hand: the work of `npm run migrate`. */
import path from "node:path";
import { parseArgs } from "node:util";
import { ConfigError, config } from "../lib/config";
import { migrate } from "../lib/db/migrate";
import { migrationNames, pendingMigrations } from "../lib/db/pending-migrations";
import { checkFolders } from "./check-folders";
import { StartRefused } from "./start-refused";

const usage = `Usage: npm run migrate -- [--db-path FILE] [--dry-run] [--verbose]
  --db-path FILE  the database, instead of the configured one
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
  const { databasePath, dataDir, logFile } = config();
  const file = options["db-path"] === undefined ? databasePath : asTyped(options["db-path"]);

  const pending = await pendingMigrations(file);
  if (options.verbose) {
    for (const name of await migrationNames()) {
      print(`${pending.includes(name) ? "pending" : "applied"}  ${name}`);
    }
  }
  if (pending.length === 0) return print(`${file} is up to date.`);
  if (options["dry-run"]) return print(`${file} would get: ${pending.join(", ")}`);

  checkFolders({ DATABASE_PATH: file, DATA_DIR: dataDir, LOG_FILE: logFile });
  const { applied, backup } = await migrate(file, path.join(dataDir, "backups"));
  if (backup) print(`Copied it first to ${backup}`);
  print(`${file} got: ${applied.join(", ") || "nothing, another process was first"}`);
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
