import { closeSync, mkdirSync, openSync, rmSync } from "node:fs";
import path from "node:path";
import { StartRefused } from "./start-refused";

/**
 * Makes the folders that are missing and writes a file into each: rights alone say nothing about read-only file systems,
 * and the superuser passes every check of rights.
 * @param paths variable → absolute path. DATA_DIR is a folder, the others are files.
 * @throws StartRefused naming the variable
 */
export function checkFolders(paths: { DATABASE_PATH: string; DATA_DIR: string; LOG_FILE: string }): void {
  const folders = [
    ["DATABASE_PATH", path.dirname(paths.DATABASE_PATH)],
    ["DATA_DIR", paths.DATA_DIR],
    ["LOG_FILE", path.dirname(paths.LOG_FILE)],
  ] as const;
  for (const [variable, folder] of folders) checkFolder(variable, folder);
}

function checkFolder(variable: string, folder: string): void {
  const probe = path.join(folder, `.write-test-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    closeSync(openSync(probe, "w"));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : error;
    throw new StartRefused(`${variable} needs a folder that can be written, and ${folder} cannot (${code})`);
  }
  rmSync(probe);
}
