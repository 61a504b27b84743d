/** The database's program: is it new enough, and does it keep what it has acknowledged? */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Config } from "@/lib/config";
import { MIN_POSTGRES_MAJOR } from "@/lib/db/postgres-connection";
import { isOlderThan, MIN_SQLITE, sqliteAdapter } from "@/lib/db/sqlite-adapter";
import { Prisma } from "@/lib/generated/prisma/client";
import { type Finding, fail, ok, warn } from "../finding";
import type { ReadOnlyDatabase } from "../read-only-database";

const CHECK = "engine";

export function checkEngine({ database: { kind } }: Config, database: ReadOnlyDatabase): Promise<Finding[]> {
  return kind === "postgres" ? checkPostgres(database) : checkSqlite(database);
}

async function checkSqlite(database: ReadOnlyDatabase): Promise<Finding[]> {
  const [row] = await database.ask<{ version: string }>(Prisma.sql`SELECT sqlite_version() AS version`);
  const version = row?.version ?? "";
  if (isOlderThan(version, MIN_SQLITE)) {
    const message = `SQLite ${version} can corrupt a database that several processes write`;
    return [
      fail(CHECK, message, `Install the packages anew (npm ci): ${MIN_SQLITE.join(".")} or newer is needed.`),
    ];
  }
  const [mode] = await database.ask<{ journal_mode: string }>(Prisma.sql`PRAGMA journal_mode`);
  const settings = await settingsOfOurConnections();
  const wanted = { journal_mode: "wal", synchronous: "2", foreign_keys: "1" };
  const wrong = Object.entries(wanted).filter(([name, value]) => settings[name] !== value);
  if (wrong.length > 0) {
    const words = wrong.map(([name]) => `${name} is ${settings[name]}`).join(", ");
    return [
      fail(
        CHECK,
        `Connections of this product lose what they must keep: ${words}`,
        "Install the packages anew: npm ci",
      ),
    ];
  }
  const file =
    mode?.journal_mode === "wal" ? "" : `; the file is in mode ${mode?.journal_mode} until the next start`;
  return [ok(CHECK, `SQLite ${version}, journal_mode=wal, synchronous=FULL, foreign_keys=ON${file}`)];
}

/** Of a connection that is opened as the product opens its own, to a file that is thrown away. */
async function settingsOfOurConnections(): Promise<Record<string, string>> {
  const folder = mkdtempSync(path.join(tmpdir(), "presentation-jobs-doctor-"));
  try {
    const adapter = await sqliteAdapter(path.join(folder, "try.db"), { create: true }).connect();
    const settings: Record<string, string> = {};
    for (const name of ["journal_mode", "synchronous", "foreign_keys"]) {
      const answer = await adapter.queryRaw({ sql: `PRAGMA ${name}`, args: [], argTypes: [] });
      settings[name] = String(answer.rows[0]?.[0]);
    }
    await adapter.dispose();
    return settings;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function checkPostgres(database: ReadOnlyDatabase): Promise<Finding[]> {
  const [row] = await database.ask<{
    version: string;
    commit: string;
    fsync: string;
    standby: boolean;
  }>(Prisma.sql`
    SELECT current_setting('server_version') AS version, current_setting('synchronous_commit') AS commit,
      current_setting('fsync') AS fsync, pg_is_in_recovery() AS standby`);
  const version = row?.version ?? "";
  if (Number.parseInt(version, 10) < MIN_POSTGRES_MAJOR) {
    return [fail(CHECK, `PostgreSQL ${version}`, `Use PostgreSQL ${MIN_POSTGRES_MAJOR} or newer.`)];
  }
  if (row?.standby) {
    return [
      fail(
        CHECK,
        `PostgreSQL ${version} is a standby, which takes no writes`,
        "Let DATABASE_URL name the primary.",
      ),
    ];
  }
  const findings = [
    ok(CHECK, `PostgreSQL ${version}, synchronous_commit=${row?.commit}, fsync=${row?.fsync}`),
  ];
  for (const [name, value] of [
    ["synchronous_commit", row?.commit],
    ["fsync", row?.fsync],
  ]) {
    if (value === "off") {
      findings.push(
        warn(
          CHECK,
          `${name} is off: jobs that were acknowledged can be lost when the server dies`,
          `ALTER SYSTEM SET ${name} = on`,
        ),
      );
    }
  }
  return findings;
}
