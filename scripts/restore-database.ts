/** Puts a backup in the place of the SQLite database and its decks: the work of `npm run restore`. What is replaced is kept beside it. */
import path from "node:path";
import { RestoreHalfDone, RestoreRefused, restoreBackup } from "../lib/backup/restore-backup";
import { ConfigError, config } from "../lib/config";
import { migrationNames } from "../lib/db/migration-files";
import { StartRefused } from "./start-refused";

const usage = `Usage: npm run restore -- BACKUP
  BACKUP  a folder that npm run backup has made, or a single database file`;

/** npm changes into the project's folder; a path that a person typed is relative to where they were. */
const asTyped = (file: string) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);

async function restore(): Promise<void> {
  const [typed, ...rest] = process.argv.slice(2);
  if (!typed || typed.startsWith("-") || rest.length > 0) throw new StartRefused(usage);
  const { database, dataDir } = config();
  if (database.kind !== "sqlite") {
    throw new StartRefused(`PostgreSQL is restored with its own tools, into an empty database:
  pg_restore --no-owner --exit-on-error --dbname="$DATABASE_URL" FILE
See docs/operations/backup.md`);
  }
  const backup = asTyped(typed);
  const knownMigrations = await migrationNames("sqlite");
  const restored = await restoreBackup({ backup, database: database.path, dataDir, knownMigrations });
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const { presentation_jobs: jobs = 0, lessons = 0 } = restored.rows;
  say(`Restored ${database.path} from ${backup}: ${jobs} jobs, ${lessons} lessons, ${restored.files} files.`);
  if (restored.missing.length > 0) {
    say(
      `${restored.missing.length} files of decks were missing when the backup was made; regenerate those decks.`,
    );
  }
  if (restored.kept) say(`The old database is kept as ${restored.kept}`);
}

try {
  await restore();
} catch (error) {
  const known = [StartRefused, ConfigError, RestoreRefused, RestoreHalfDone].some(
    (kind) => error instanceof kind,
  );
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${known ? message : `Nothing was restored: ${message}`}\n`);
  process.exitCode = 1;
}
