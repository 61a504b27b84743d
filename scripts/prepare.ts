/**
 * What must be right before server and worker start, in one process because each costs time: the configuration, the
 * port, the folders, the database's schema, somebody who can sign in. Tells its parent the outcome over IPC.
 * With `--check` it only looks, so that a long build does not end in a refusal.
 */
import { ConfigError, config } from "../lib/config";
import { nameOf } from "../lib/db/postgres-connection";
import {
  DatabaseFileError,
  registerDatabase,
  requireSoundPages,
  requireWholeFile,
} from "../lib/db/sqlite-file";
import { checkFolders } from "./check-folders";
import { checkPort } from "./check-port";
import { checkServer } from "./check-server";
import { StartRefused } from "./start-refused";

/** What the parent receives: what it needs to go on, or one line that says why not. */
export type Prepared =
  | { kind: "ready"; host: string; port: number; url: string; done: string[]; signIn: string[] }
  | { kind: "refused"; line: string };

async function prepareDatabase(done: string[]): Promise<string[]> {
  const { database, dataDir } = config();
  const { migrate } = await import("../lib/db/migrate");
  if (database.kind === "sqlite") {
    requireWholeFile(database.path, dataDir);
    requireSoundPages(database.path);
  }
  const { applied, backup } = await migrate(database, `${dataDir}/backups`);
  if (applied.length > 0) {
    if (database.kind === "postgres") done.push(`Brought the tables up to date: ${nameOf(database.url)}`);
    else
      done.push(backup ? `Upgraded the database; it was copied first: ${backup}` : "Created the database.");
  }
  if (database.kind === "sqlite") registerDatabase(database.path, dataDir);
  const folded = await foldPile();
  if (folded > 0) done.push(`Added up ${folded.toLocaleString("en")} changes of jobs for the charts.`);
  const { prepareFirstStart } = await import("../lib/setup/first-start");
  return (await prepareFirstStart()).signIn;
}

/** What an upgrade, an import or days without a worker left: a server that read it with each look would answer nobody. */
async function foldPile(): Promise<number> {
  const { db } = await import("../lib/db/client");
  const { FoldDuty, PILE } = await import("../lib/stats/rollups/fold-waiting");
  return new FoldDuty(db(), `start-${process.pid}`, PILE).fold();
}

async function prepare(checkOnly: boolean): Promise<Prepared> {
  try {
    const { host, port, publicUrl, database, dataDir, logFile } = config();
    await checkPort(host, port);
    checkFolders({
      ...(database.kind === "sqlite" && { DATABASE_PATH: database.path }),
      DATA_DIR: dataDir,
      LOG_FILE: logFile,
    });
    if (database.kind === "postgres") await checkServer(database.url);
    const done: string[] = [];
    const signIn = checkOnly ? [] : await prepareDatabase(done);
    return { kind: "ready", host, port, url: publicUrl, done, signIn };
  } catch (error) {
    if (error instanceof ConfigError || error instanceof StartRefused || error instanceof DatabaseFileError) {
      return { kind: "refused", line: error.message };
    }
    throw error;
  }
}

const outcome = await prepare(process.argv.includes("--check"));
// Something that was opened may keep the process alive, so it ends as soon as the parent has the outcome.
process.send?.(outcome, () => process.exit(0));
