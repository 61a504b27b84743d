/** Brings the database of the earlier system in: `npm run migrate -- --from OLD.db`. What it does is in lib/legacy. */
import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { config, type DatabaseConfig } from "../lib/config";
import { db } from "../lib/db/client";
import { migrate } from "../lib/db/migrate";
import { pendingMigrations } from "../lib/db/pending-migrations";
import { type ImportReport, importLegacy } from "../lib/legacy/import-legacy";
import { type LegacyFile, openLegacyFile } from "../lib/legacy/legacy-file";
import { linksForPeople } from "../lib/legacy/password-links";
import { makePrivateCopy } from "../lib/legacy/private-copy";
import { countLines, rowLine, unknownColumnsLine } from "../lib/legacy/report-lines";
import { readSettings } from "../lib/settings/read-settings";
import { StartRefused } from "./start-refused";

export type MoveOptions = { force: boolean; dryRun: boolean; verbose: boolean };

/** @throws UnreadableDatabase, StartRefused before anything is written */
export function openOldDatabase(file: string, database: DatabaseConfig): LegacyFile {
  const isTarget =
    database.kind === "sqlite" &&
    existsSync(file) &&
    existsSync(database.path) &&
    realpathSync(file) === realpathSync(database.path);
  if (isTarget) {
    throw new StartRefused(
      `${file} is also where this product keeps its own database (DATABASE_PATH). Move the old file elsewhere first.`,
    );
  }
  return openLegacyFile(file);
}

/** What a dry run reads and, where it is a copy, upgrades. */
export type Trial = { database: DatabaseConfig; upgrade(): Promise<void>; forget(): void };

/**
 * A database to try on, so that a dry run neither opens nor makes the real one: a copy of the SQLite file, or a new one where there
 * is none. PostgreSQL is read itself. From here on the configuration, which nobody may have read yet, means this database.
 */
export function openTrial(database: DatabaseConfig): Trial {
  if (database.kind === "postgres")
    return { database, upgrade: () => requireUpToDate(database), forget() {} };
  const copy = existsSync(database.path) ? makePrivateCopy(database.path) : null;
  const folder = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-dry-run-"));
  const trial = { kind: "sqlite", path: copy?.file ?? path.join(folder, "new.db") } as const;
  process.env.DATABASE_PATH = trial.path;
  process.env.DATABASE_URL = "";
  return {
    database: trial,
    async upgrade() {
      await migrate(trial, folder);
    },
    forget() {
      copy?.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @throws StartRefused, because the upgrade would be a write */
async function requireUpToDate(database: DatabaseConfig): Promise<void> {
  if ((await pendingMigrations(database)).length === 0) return;
  throw new StartRefused("The database has to be upgraded before a dry run can read it: npm run migrate");
}

/** Into the database of the configuration, which is up to date. Closes it at the end. */
export async function moveIn(
  old: LegacyFile,
  options: MoveOptions,
  print: (line: string) => void,
): Promise<void> {
  try {
    await bringIn(old, options, print);
  } finally {
    await db().$disconnect();
  }
}

async function bringIn(
  old: LegacyFile,
  { force, dryRun, verbose }: MoveOptions,
  print: (line: string) => void,
): Promise<void> {
  const nowMs = Date.now();
  const report = await importLegacy(db(), old, {
    force,
    dryRun,
    nowMs,
    onRow(row) {
      const line = rowLine(row, verbose);
      if (line !== null) print(line);
    },
  });
  for (const { table, unknownColumns } of report.tables) {
    if (unknownColumns.length > 0) print(unknownColumnsLine(table, unknownColumns));
  }
  const standIns = report.tables.reduce((sum, each) => sum + each.standIns, 0);
  if (standIns > 0) print(`lessons: ${standIns} more stand in for lessons that are gone`);
  print("");
  for (const line of countLines(report.tables)) print(line);
  print("");
  if (dryRun) print("This was a dry run: nothing was written.");
  await tellPasswords(report, { force, dryRun }, print);
  if (!dryRun) await tellPruning(nowMs, print);
}

async function tellPasswords(
  { withoutPassword }: ImportReport,
  { force, dryRun }: Pick<MoveOptions, "force" | "dryRun">,
  print: (line: string) => void,
): Promise<void> {
  if (dryRun) {
    if (withoutPassword.length > 0)
      print(`${withoutPassword.length} people would get a link to set a password.`);
    return;
  }
  const links = await linksForPeople(withoutPassword, force);
  if (links.length === 0) return;
  print("These people have to set a password. Each link works once, for three days, and is shown only now:");
  for (const { email, link } of links) print(`${email}  ${link}`);
}

/** The rule of this product is to forget what is over; whoever moves in may not want that. */
async function tellPruning(nowMs: number, print: (line: string) => void): Promise<void> {
  const { job_retention_hours: hours } = await readSettings(db(), config());
  const rule =
    hours === config().cleanupMaxAgeHours
      ? `CLEANUP_MAX_AGE_HOURS=${hours}`
      : `${hours} hours (set in the dashboard)`;
  const before = new Date(nowMs - hours * 60 * 60 * 1000);
  const jobs = await db().presentationJob.count({ where: { completedAt: { lt: before } } });
  const decks = await db().presentation.count({ where: { status: "stale", updatedAt: { lt: before } } });
  if (jobs + decks === 0) return;
  print(
    `A worker will delete ${jobs} jobs and ${decks} stale decks that are older than ${rule}. To keep them, raise it before npm start.`,
  );
}
