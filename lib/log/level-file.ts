/**
 * Levels that operators set while everything runs: one line in DATA_DIR/log-levels, which each process looks at every few seconds
 * (`npm run log-levels`). It wins over LOG_LEVELS. Machines that share DATA_DIR share it.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type ModuleLevels, parseLevels } from "./levels";

export const levelFileOf = (dataDir: string) => path.join(dataDir, "log-levels");

/** Null when there is none, when it cannot be read, or when it is of another version: the environment counts then. */
export function readLevelFile(dataDir: string): ModuleLevels | null {
  try {
    return parseLevels(readFileSync(levelFileOf(dataDir), "utf8").trim());
  } catch {
    return null;
  }
}

/** @param text as LOG_LEVELS; "" goes back to the environment */
export function writeLevelFile(dataDir: string, text: string): void {
  if (text === "") {
    rmSync(levelFileOf(dataDir), { force: true });
    return;
  }
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(levelFileOf(dataDir), `${text}\n`, { mode: 0o600 });
}
