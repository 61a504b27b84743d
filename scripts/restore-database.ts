/** Puts a backup in the place of the SQLite database: the work of `npm run restore`. The old file is kept beside it. */
import { existsSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { ConfigError, config } from "../lib/config";
import { registerDatabase } from "../lib/db/sqlite-file";
import { StartRefused } from "./start-refused";

const usage = "Usage: npm run restore -- BACKUP_FILE";

/** npm changes into the project's folder; a path that a person typed is relative to where they were. */
const asTyped = (file: string) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);

/** @throws StartRefused when the file is no whole database of this product */
function openBackup(file: string): Database.Database {
  if (!existsSync(file)) throw new StartRefused(`There is no file ${file}. ${usage}`);
  try {
    const backup = new Database(file, { readonly: true, fileMustExist: true });
    const answer = backup.pragma("integrity_check(1)", { simple: true });
    if (answer !== "ok") throw new Error(String(answer));
    backup.prepare("SELECT 1 FROM presentation_jobs LIMIT 1").get();
    return backup;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartRefused(`${file} is no whole database of this product: ${reason}`);
  }
}

/** A running product holds the file open and would go on writing into the one that is moved away. */
function requireStopped(file: string): void {
  if (!existsSync(file)) return;
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: 0 });
    database.pragma("locking_mode = EXCLUSIVE");
    database.exec("BEGIN EXCLUSIVE; ROLLBACK");
  } catch (cause) {
    const isBusy = cause instanceof Error && "code" in cause && String(cause.code).startsWith("SQLITE_BUSY");
    if (isBusy) throw new StartRefused(`${file} is in use. Stop the product first.`);
    // A damaged file cannot be locked; it is what the backup replaces.
  } finally {
    database?.close();
  }
}

async function restore(): Promise<void> {
  const [typed] = process.argv.slice(2);
  if (!typed || typed.startsWith("-")) throw new StartRefused(usage);
  const { database, dataDir } = config();
  if (database.kind !== "sqlite")
    throw new StartRefused("PostgreSQL is restored with its own tools: pg_restore or psql.");
  const target = database.path;
  const backup = openBackup(asTyped(typed));
  requireStopped(target);
  mkdirSync(path.dirname(target), { recursive: true });
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  const incoming = `${target}.restoring-${stamp}`;
  await backup.backup(incoming);
  backup.close();
  for (const suffix of ["", "-wal", "-shm"]) {
    if (existsSync(target + suffix))
      renameSync(target + suffix, `${target}.before-restore-${stamp}${suffix}`);
  }
  renameSync(incoming, target);
  registerDatabase(target, dataDir);
  process.stdout.write(
    `Restored ${target} from ${asTyped(typed)}. The old file, if there was one, is ${target}.before-restore-${stamp}\n`,
  );
}

try {
  await restore();
} catch (error) {
  if (!(error instanceof StartRefused || error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
