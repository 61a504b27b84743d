import { closeSync, existsSync, mkdirSync, openSync, rmSync } from "node:fs";
import path from "node:path";
import { StartRefused } from "./start-refused";

export type Paths = { DATABASE_PATH?: string; DATA_DIR: string; LOG_FILE: string };

/**
 * Makes the folders that are missing and writes a file into each: rights alone say nothing about read-only file systems,
 * and the superuser passes every check of rights.
 * @param paths variable → absolute path. DATA_DIR is a folder, the others are files. No DATABASE_PATH on PostgreSQL.
 * @throws StartRefused naming the variable
 */
export function checkFolders(paths: Paths): void {
  if (paths.DATABASE_PATH) checkFolder("DATABASE_PATH", path.dirname(paths.DATABASE_PATH));
  const folders = [
    ["DATA_DIR", paths.DATA_DIR],
    ["LOG_FILE", path.dirname(paths.LOG_FILE)],
  ] as const;
  for (const [variable, folder] of folders) checkFolder(variable, folder);
}

/** One by one: Node's own recursive mkdir never returns for a folder below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

function checkFolder(variable: string, folder: string): void {
  const probe = path.join(folder, `.write-test-${process.pid}`);
  try {
    makeFolder(folder);
    closeSync(openSync(probe, "w"));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : error;
    throw new StartRefused(`${variable} needs a folder that can be written, and ${folder} cannot (${code})`);
  }
  rmSync(probe);
}
