/** Whether backups are made: what the folder of the schedule (worker/backups.ts) says. */
import { Gauge, type Registry } from "prom-client";
import { backupsDir, listBackups } from "@/lib/backup/backup-folder";
import type { Config } from "@/lib/config";

/** By the names in a folder of a few: a finished backup was checked before it got its name. PostgreSQL has its own tools, and no schedule. */
export function addBackupMetrics(
  register: Registry,
  { database, dataDir, backupEveryHours }: Pick<Config, "database" | "dataDir" | "backupEveryHours">,
): void {
  const isOurs = database.kind === "sqlite";
  const gauge = (name: string, help: string, value: number) =>
    new Gauge({ name: `presentation_jobs_backup_${name}`, help, registers: [register] }).set(value);
  gauge(
    "interval_seconds",
    "How far apart scheduled backups are; 0: none are made",
    isOurs ? backupEveryHours * 3_600 : 0,
  );
  gauge(
    "last_success_timestamp_seconds",
    "When the newest good backup was made, in Unix seconds; 0: there is none",
    isOurs ? lastSuccessSeconds(backupsDir(dataDir)) : 0,
  );
}

function lastSuccessSeconds(folder: string): number {
  const now = new Date();
  try {
    // One from the future tells of a wrong clock, and stops neither the schedule nor the alarm.
    const newest = listBackups(folder).find(({ madeAt }) => madeAt <= now);
    return (newest?.madeAt.getTime() ?? 0) / 1000;
  } catch {
    // One that nobody can read is as good as none.
    return 0;
  }
}
