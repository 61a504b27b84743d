/** Whether the database is there and whole, before anything opens it; of PostgreSQL, whether it lets us in. */
import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { promisify } from "node:util";
import type { Config } from "@/lib/config";
import { nameOf } from "@/lib/db/postgres-connection";
import { DatabaseFileError, requireWholeFile } from "@/lib/db/sqlite-file";
import { type Finding, fail, ok, reasonOf, warn } from "../finding";
import { withReadableFile, withReadOnlyDatabase } from "../read-only-database";

const CHECK = "database";
/** A large file is read for so long at most. */
const READ_MS = 20_000;

const RESTORE = "Stop the product, then: npm run restore -- BACKUP (npm run doctor lists the newest)";

/** More than "ok" means: do not open it. */
export async function checkDatabaseFile(config: Config): Promise<Finding[]> {
  const { database, dataDir } = config;
  if (database.kind === "postgres") return checkServer(config);
  try {
    requireWholeFile(database.path, dataDir);
  } catch (error) {
    if (!(error instanceof DatabaseFileError)) throw error;
    return [fail(CHECK, reasonOf(error).replace(/\. Restore a backup with.*$/, ""), RESTORE)];
  }
  const size = statSync(database.path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) {
    return [warn(CHECK, `There is none yet: ${database.path}`, "npm start makes it.")];
  }
  return readPages(database.path, size);
}

async function checkServer({ database }: Config): Promise<Finding[]> {
  if (database.kind !== "postgres") return [];
  const name = nameOf(database.url);
  try {
    await withReadOnlyDatabase(database, async () => {});
    return [ok(CHECK, name)];
  } catch (error) {
    const remedy = "Start the server, or correct DATABASE_URL; the database must exist: createdb";
    return [fail(CHECK, `${name} cannot be used: ${reasonOf(error)}`, remedy)];
  }
}

/** In a process of its own, because nothing else can end a read that takes too long. */
async function readPages(file: string, size: number): Promise<Finding[]> {
  const program = `const Database = require("better-sqlite3");
    const database = new Database(process.argv[1], { readonly: true, fileMustExist: true, timeout: 5000 });
    process.stdout.write(String(database.pragma("quick_check(1)", { simple: true })));`;
  const name = `${file} (${(size / 1024 ** 2).toFixed(1)} MB)`;
  try {
    const options = { timeout: READ_MS, killSignal: "SIGKILL" } as const;
    const { stdout } = await withReadableFile(file, (readable) =>
      promisify(execFile)(process.execPath, ["-e", program, readable], options),
    );
    if (stdout === "ok") return [ok(CHECK, `${name}: every page is sound`)];
    return [fail(CHECK, `${file} is damaged: ${stdout}`, RESTORE)];
  } catch (error) {
    if (error instanceof Error && "killed" in error && error.killed) {
      return [ok(CHECK, `${name}: no damage found within ${READ_MS / 1000} s of reading`)];
    }
    const stderr = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
    const said = /SqliteError: (.*)/.exec(stderr)?.[1] ?? reasonOf(error);
    if (/malformed|not a database/.test(said)) return [fail(CHECK, `${file} is damaged: ${said}`, RESTORE)];
    return [
      fail(
        CHECK,
        `${file} cannot be read: ${said}`,
        "See what holds it; the product itself does not keep readers out.",
      ),
    ];
  }
}
