/** Copies the SQLite database and its decks while the product runs, and checks the copy: the work of `npm run backup`. */
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { backupsDir } from "../lib/backup/backup-folder";
import { makeBackup } from "../lib/backup/make-backup";
import { ConfigError, config } from "../lib/config";
import { nameOf } from "../lib/db/postgres-connection";
import { version } from "../package.json";
import { StartRefused } from "./start-refused";

const usage = `Usage: npm run backup [-- --to FOLDER] [--keep N]
  --to FOLDER  where backups lie; DATA_DIR/backups unless you say otherwise
  --keep N     backups that remain there, with the new one; BACKUP_KEEP unless you say otherwise`;

/** npm changes into the project's folder; a path that a person typed is relative to where they were. */
const asTyped = (file: string) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);

function readOptions() {
  try {
    const { values } = parseArgs({ options: { to: { type: "string" }, keep: { type: "string" } } });
    if (values.keep !== undefined && !/^[1-9]\d{0,3}$/.test(values.keep)) {
      throw new Error("--keep must be a whole number from 1 to 9999");
    }
    return values;
  } catch (error) {
    throw new StartRefused(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

async function backUp(): Promise<void> {
  const { to, keep } = readOptions();
  const { database, dataDir, backupKeep } = config();
  if (database.kind === "postgres") {
    throw new StartRefused(`${nameOf(database.url)} is PostgreSQL, which has its own tools. Run
  pg_dump --format=custom --file=FILE "$DATABASE_URL"
and then copy DATA_DIR (${dataDir}), which holds the decks' files. See docs/operations/backup.md`);
  }
  if (!existsSync(database.path)) throw new StartRefused(`There is no database ${database.path}`);
  const { folder, manifest, removed } = await makeBackup({
    database: database.path,
    dataDir,
    folder: to === undefined ? backupsDir(dataDir) : asTyped(to),
    keep: keep === undefined ? backupKeep : Number(keep),
    productVersion: version,
  });
  const { rows } = manifest.database;
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(
    `Made ${folder}: checked, ${rows.presentation_jobs} jobs, ${rows.lessons} lessons, ${rows.presentations} decks, ${manifest.files.length} files.`,
  );
  if (manifest.missing_files.length > 0) {
    say(`${manifest.missing_files.length} files of decks were not in ${dataDir}; manifest.json names them.`);
  }
  for (const name of removed) say(`Removed ${name}, an older one.`);
  say(`Put it back with: npm run restore -- ${folder}`);
}

try {
  await backUp();
} catch (error) {
  const known = error instanceof StartRefused || error instanceof ConfigError;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${known ? message : `There is no backup: ${message}`}\n`);
  process.exitCode = 1;
}
