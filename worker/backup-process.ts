/** One scheduled backup. argv[2]: what lib/backup/make-backup.ts takes, as JSON. Tells its parent how it went. */
import { type BackupInput, BackupRunning, makeBackup } from "@/lib/backup/make-backup";

/** How it went. No `reason` holds a secret: they are file names and SQLite's own words. */
export type BackupOutcome =
  | { kind: "made"; folder: string; jobs: number; files: number; missing_files: number; removed: string[] }
  | { kind: "failed"; reason: string }
  /** Somebody makes one by hand at this moment. */
  | { kind: "not_needed" };

async function run(): Promise<BackupOutcome> {
  try {
    // Written by backups.ts.
    const input = JSON.parse(process.argv[2] ?? "") as BackupInput;
    const { folder, manifest, removed } = await makeBackup(input);
    return {
      kind: "made",
      folder,
      jobs: manifest.database.rows.presentation_jobs ?? 0,
      files: manifest.files.length,
      missing_files: manifest.missing_files.length,
      removed,
    };
  } catch (error) {
    if (error instanceof BackupRunning) return { kind: "not_needed" };
    return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}

// Without its parent nobody would tell of it.
process.once("disconnect", () => process.exit(1));
const outcome = await run();
process.send?.(outcome, () => process.exit(0));
