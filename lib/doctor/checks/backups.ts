import { backupsDir, listBackups } from "@/lib/backup/backup-folder";
import { readBackupFailure, scheduleBegan } from "@/lib/backup/schedule-files";
import type { Config } from "@/lib/config";
import { type Finding, ok, plural, warn } from "../finding";

const CHECK = "backups";
const HOUR_MS = 60 * 60 * 1000;

/** Whether there is a backup, and how old it is. */
export function checkBackups({ database, dataDir, backupEveryHours }: Config): Finding[] {
  if (database.kind === "postgres") {
    return [
      ok(
        CHECK,
        "PostgreSQL's own, with pg_dump, and DATA_DIR (docs/operations/backup.md): not seen from here",
      ),
    ];
  }
  const folder = backupsDir(dataDir);
  const findings: Finding[] = [];
  const failure = readBackupFailure(folder);
  if (failure) {
    findings.push(
      warn(
        CHECK,
        `The last scheduled one failed at ${failure.at}: ${failure.reason}`,
        "Mend the cause, then: npm run backup",
      ),
    );
  }
  const now = new Date();
  const all = listBackups(folder);
  const [newest, ...older] = all.filter(({ madeAt }) => madeAt <= now);
  const [ahead, ...furtherAhead] = all.filter(({ madeAt }) => madeAt > now);
  if (ahead) {
    const more = furtherAhead.length === 0 ? "" : `, and ${plural(furtherAhead.length, "other")} with it`;
    findings.push(
      warn(
        CHECK,
        `${ahead.name} is from the future${more}: the clock was wrong then, or is now`,
        "Let NTP set the clock. The schedule does not count them, and they are the first to go for newer ones.",
      ),
    );
  }
  const allowedMs = 2 * (backupEveryHours || 24) * HOUR_MS;
  if (!newest) {
    const began = scheduleBegan(folder);
    const isYoung = backupEveryHours > 0 && (began === null || Date.now() - began.getTime() < allowedMs);
    if (isYoung)
      return [...findings, ok(CHECK, "None yet; a worker makes the first within two hours of its start")];
    return [...findings, warn(CHECK, `There is none in ${folder}`, "Make one: npm run backup")];
  }
  const hours = Math.max(0, Math.floor((Date.now() - newest.madeAt.getTime()) / HOUR_MS));
  const message = `The newest is ${plural(hours, "hour")} old, ${plural(older.length, "older one")} beside it: ${newest.name}`;
  const isOld = Date.now() - newest.madeAt.getTime() > allowedMs;
  const remedy =
    backupEveryHours === 0
      ? "Make one: npm run backup, or set BACKUP_EVERY_HOURS."
      : "Start a worker, which makes them, and look for backup_failed in the log; or: npm run backup";
  return [...findings, isOld ? warn(CHECK, message, remedy) : ok(CHECK, message)];
}
