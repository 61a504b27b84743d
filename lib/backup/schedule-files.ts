/** What the schedule remembers, as files beside the backups: since when it runs, and why the last one failed (`npm run doctor` says it). */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const failure = z.object({ at: z.iso.datetime(), reason: z.string() });
export type BackupFailure = z.infer<typeof failure>;

const failureIn = (folder: string) => path.join(folder, "last-failure.json");
const beginningIn = (folder: string) => path.join(folder, "schedule-began");

/** Since when a worker has looked after this folder; null: no worker has yet. */
export function scheduleBegan(folder: string): Date | null {
  return statSync(beginningIn(folder), { throwIfNoEntry: false })?.mtime ?? null;
}

/** The first call remembers the time; a time to come is none. @returns since when */
export function beginSchedule(folder: string): Date {
  const known = scheduleBegan(folder);
  if (known && known.getTime() <= Date.now()) return known;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(beginningIn(folder), "", { mode: 0o600 });
  return new Date();
}

/** Never throws: what it would say the log has said already. */
export function writeBackupFailure(folder: string, reason: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const text = JSON.stringify({ at: new Date().toISOString(), reason } satisfies BackupFailure);
    writeFileSync(failureIn(folder), text, { mode: 0o600 });
  } catch {
    // As above.
  }
}

export function clearBackupFailure(folder: string): void {
  rmSync(failureIn(folder), { force: true });
}

/** Null: the last one succeeded, or there was none. */
export function readBackupFailure(folder: string): BackupFailure | null {
  try {
    return failure.parse(JSON.parse(readFileSync(failureIn(folder), "utf8")));
  } catch {
    return null;
  }
}
