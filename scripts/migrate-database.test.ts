import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bundle } from "../lib/testing/bundle";

const root = path.resolve(import.meta.dirname, "..");
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-migrate-"));
  file = path.join(folder, "jobs.db");
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function migrate(...args: string[]) {
  const child = spawn(process.execPath, [bundle("scripts/migrate-database.ts"), ...args], {
    cwd: root,
    env: { ...process.env, DATA_DIR: path.join(folder, "data"), LOG_FILE: path.join(folder, "log") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { output, errors, code: child.exitCode };
}

test("creates the database, and finds nothing to do the second time", async () => {
  const first = await migrate("--db-path", file);
  expect(first).toMatchObject({ code: 0, errors: "" });
  expect(first.output).toMatch(/jobs\.db got: \d{14}_\w+/);
  expect(await migrate("--db-path", file)).toEqual({
    code: 0,
    errors: "",
    output: `${file} is up to date.\n`,
  });
});

test("a dry run lists what is pending and makes no file", async () => {
  const { output, code } = await migrate("--db-path", file, "--dry-run", "--verbose");
  expect(output).toMatch(/^pending {2}\d{14}_\w+\n/);
  expect(output).toContain(`${file} would get: `);
  expect(code).toBe(0);
  expect(existsSync(file)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

test("refuses an option that it does not know and shows the usage", async () => {
  const { errors, code } = await migrate("--into", "legacy.db");
  expect(errors).toContain("--into");
  expect(errors).toContain("Usage: npm run migrate");
  expect(code).toBe(2);
});

test("names a file that is no database", async () => {
  const { errors, code } = await migrate("--db-path", path.join(root, "package.json"));
  expect(errors).toBe("The database could not be migrated: file is not a database\n");
  expect(code).toBe(1);
});
