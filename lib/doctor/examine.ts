/**
 * Looks at an installation and changes nothing: `npm run doctor`. It must work where the product does not, so each look stands for
 * itself, and one that fails is a finding.
 */
import { type Config, ConfigError, parseConfig } from "@/lib/config";
import { checkAddresses } from "./checks/address";
import { checkAlerts } from "./checks/alerts";
import { checkBackups } from "./checks/backups";
import { checkDatabaseFile } from "./checks/database-file";
import { checkDeckFiles } from "./checks/deck-files";
import { checkDisks } from "./checks/disk";
import { checkEngine } from "./checks/engine";
import { checkFiles } from "./checks/files";
import { checkMigrations } from "./checks/migrations";
import { checkPort } from "./checks/port";
import { checkQueue } from "./checks/queue";
import { checkSignIn } from "./checks/sign-in";
import { checkWorkers } from "./checks/workers";
import { type Finding, fail, ok, reasonOf } from "./finding";
import { type ReadOnlyDatabase, withReadOnlyDatabase } from "./read-only-database";

type Look = (check: string, work: () => Finding[] | Promise<Finding[]>) => Promise<Finding[]>;

/** @param version of this product, to compare the workers' with @param tell called with each finding as soon as it is known */
export async function examine(
  env: Record<string, string | undefined>,
  version: string,
  tell: (finding: Finding) => void,
): Promise<void> {
  const look: Look = async (check, work) => {
    const found = await Promise.resolve()
      .then(work)
      .catch((error: unknown) => [
        fail(
          check,
          `could not be looked at: ${reasonOf(error)}`,
          "Mend what the reason names, then run npm run doctor again; it changes nothing.",
        ),
      ]);
    for (const finding of found) tell(finding);
    return found;
  };
  let config: Config | null = null;
  await look("configuration", () => {
    const read = readConfiguration(env);
    config = read.config;
    return [read.finding];
  });
  if (config !== null) await examineConfigured(config, version, look);
}

async function examineConfigured(config: Config, version: string, look: Look): Promise<void> {
  await look("addresses", () => checkAddresses(config));
  await look("files", () => checkFiles(config));
  await look("disk", () => checkDisks(config));
  const file = await look("database", () => checkDatabaseFile(config));
  if (file.every(({ level }) => level === "ok")) await examineDatabase(config, version, look);
  await look("backups", () => checkBackups(config));
  await look("port", () => checkPort(config));
}

async function examineDatabase(config: Config, version: string, look: Look): Promise<void> {
  const within = async (database: ReadOnlyDatabase) => {
    await look("engine", () => checkEngine(config, database));
    const schema = await look("migrations", () => checkMigrations(config, database));
    // Tables of another version have other columns.
    if (schema.some(({ level }) => level === "fail")) return;
    await look("workers", () => checkWorkers(version, database));
    await look("queue", () => checkQueue(database));
    await look("alerts", () => checkAlerts(database));
    await look("sign-in", () => checkSignIn(database));
    await look("decks", () => checkDeckFiles(config, database));
  };
  await look("database", async () => {
    await withReadOnlyDatabase(config.database, within);
    return [];
  });
}

function readConfiguration(env: Record<string, string | undefined>): {
  finding: Finding;
  config: Config | null;
} {
  try {
    const config = parseConfig(env);
    const set = config.given.size === 0 ? "all defaults" : `set: ${[...config.given].sort().join(", ")}`;
    const kind = config.database.kind === "postgres" ? "PostgreSQL" : "SQLite";
    return { finding: ok("configuration", `${kind}; ${set}`), config };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const remedy = "Correct this variable in the environment or in .env; .env.example says what it takes.";
    return { finding: fail("configuration", error.message, remedy), config: null };
  }
}
