/** What `npm start` refuses. The real script in a real process: it must say one line, end with a code, and touch nothing. */
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { bundle } from "../lib/testing/bundle";

const root = path.resolve(import.meta.dirname, "..");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-prepare-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

const environment = async () => ({
  ...process.env,
  HOST: "127.0.0.1",
  PORT: String(await freePort()),
  DATABASE_URL: "",
  DATABASE_PATH: path.join(folder, "data/jobs.db"),
  DATA_DIR: path.join(folder, "data"),
  LOG_FILE: path.join(folder, "logs/jobs.log"),
});

async function start(variables: Record<string, string>) {
  const child = spawn(process.execPath, ["scripts/start.mjs", "--no-install"], {
    cwd: root,
    env: { ...(await environment()), ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, "exit"), text(child.stdout)]);
  return { errors, code };
}

test.each([
  ["PORT", "eighty", "PORT must be a whole number from 1 to 65535\n"],
  ["RETRY_DELAYS", "soon", 'RETRY_DELAYS must be seconds separated by commas, as "0,5,15"\n'],
  ["API_TOKEN", "short", "API_TOKEN must be 16 to 512 printable characters without spaces\n"],
  [
    "DATABASE_URL",
    "postgres://host",
    "DATABASE_URL must be an address with a database, as postgres://user:password@host:5432/database\n",
  ],
])("ends with one line that names a bad %s, and writes nothing", async (name, value, line) => {
  expect(await start({ [name]: value })).toEqual({ errors: line, code: 1 });
  expect(existsSync(path.join(folder, "data"))).toBe(false);
});

test("ends with one line when the port is taken", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" && address ? String(address.port) : "";
  const { errors, code } = await start({ PORT: port });
  other.close();
  expect(errors).toBe(
    `PORT ${port} on 127.0.0.1 is in use: stop the program that has it, or set PORT to another number\n`,
  );
  expect(code).toBe(1);
});

// The superuser may write anywhere, but not even the superuser makes a folder below a file.
test.each([["DATABASE_PATH"], ["DATA_DIR"], ["LOG_FILE"]])(
  "ends with one line when %s cannot be written",
  async (name) => {
    writeFileSync(path.join(folder, "file"), "");
    const { errors, code } = await start({ [name]: path.join(folder, "file/below/x") });
    expect(errors).toMatch(
      new RegExp(`^${name} needs a folder that can be written, and .*\\(ENOTDIR\\)\\n$`),
    );
    expect(code).toBe(1);
    expect(existsSync(path.join(folder, "data/jobs.db"))).toBe(false);
  },
);

test("refuses an option that it does not know", async () => {
  const child = spawn(process.execPath, ["scripts/start.mjs", "--prod"], { cwd: root });
  const [errors] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect(errors).toContain("Usage: npm start");
  expect(child.exitCode).toBe(1);
});

test("says in one line what to do about an upgrade that an earlier version left half done, and copies nothing", async () => {
  const env = { ...(await environment()), DATABASE_PATH: path.join(folder, "jobs.db") };
  copyFileSync(inject("sqliteTemplate") ?? "", env.DATABASE_PATH);
  const database = new Database(env.DATABASE_PATH);
  database.exec("UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%_settings'");
  database.close();
  const child = fork(bundle("scripts/prepare.ts"), {
    cwd: root,
    env,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [[outcome]] = await Promise.all([once(child, "message"), once(child, "exit")]);
  expect(outcome).toEqual({
    kind: "refused",
    line: expect.stringMatching(
      /^An upgrade of \S+jobs\.db was killed half-way \(\d+_settings\)\. Restore the copy .* npm run restore -- .*$/,
    ),
  });
  expect(existsSync(path.join(env.DATA_DIR, "backups"))).toBe(false);
});
