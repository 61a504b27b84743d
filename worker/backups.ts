/**
 * Backups that are made by themselves, in a process of their own: reading a large database takes longer than a worker may be silent. When
 * the next one is due follows from the backups that are there, so a restart makes none. PostgreSQL has its own tools.
 */
import { type ChildProcess, fork } from "node:child_process";
import { setPriority } from "node:os";
import type { Logger } from "pino";
import { backupsDir, listBackups } from "@/lib/backup/backup-folder";
import { beginSchedule, clearBackupFailure, writeBackupFailure } from "@/lib/backup/schedule-files";
import type { Config } from "@/lib/config";
import type { BackupOutcome } from "./backup-process";

const HOUR_MS = 60 * 60 * 1000;
/** Of a product that has just been set up; somebody may be trying things out until then. */
const FIRST_AFTER_MS = HOUR_MS;
/** A failure tells of a disk or of rights, which somebody has to see to. */
const RETRY_AFTER_MS = HOUR_MS / 4;
/** Lower than what serves people: see setpriority(2). */
const NICENESS = 10;

export class Backups {
  #child: ChildProcess | null = null;
  #notBefore = 0;
  #isStopping = false;

  constructor(
    private readonly config: Config,
    private readonly log: Logger,
    private readonly version: string,
  ) {}

  /** Makes a backup if one is due. Resolves when it is made, or has failed and the log says why. */
  async makeDue(): Promise<void> {
    const { backupEveryHours, database, dataDir, backupKeep } = this.config;
    if (backupEveryHours === 0 || database.kind !== "sqlite" || this.#child || this.#isStopping) return;
    const folder = backupsDir(dataDir);
    const now = new Date();
    // One from the future would stop the schedule until then.
    const newest = listBackups(folder).find(({ madeAt }) => madeAt <= now);
    const dueAt = newest
      ? newest.madeAt.getTime() + backupEveryHours * HOUR_MS
      : beginSchedule(folder).getTime() + FIRST_AFTER_MS;
    if (now.getTime() < Math.max(dueAt, this.#notBefore)) return;
    const input = {
      database: database.path,
      dataDir,
      folder,
      keep: backupKeep,
      productVersion: this.version,
    };
    const outcome = await this.#run(input);
    if (outcome === null || outcome.kind === "not_needed") return;
    if (outcome.kind === "made") {
      clearBackupFailure(folder);
      const { kind, ...facts } = outcome;
      this.log.info(facts, "backup_made");
      return;
    }
    this.#notBefore = Date.now() + RETRY_AFTER_MS;
    this.log.warn({ reason: outcome.reason, retry_in_seconds: RETRY_AFTER_MS / 1000 }, "backup_failed");
    writeBackupFailure(folder, outcome.reason);
  }

  /** A backup in hand is given up; what it leaves is no backup, and the next one removes it. */
  stop(): void {
    this.#isStopping = true;
    this.#child?.kill("SIGKILL");
  }

  /** @returns null when it was stopped */
  #run(input: object): Promise<BackupOutcome | null> {
    const entry = new URL("./backup-process.ts", import.meta.url);
    const child = fork(entry, [JSON.stringify(input)], {
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#child = child;
    return new Promise((resolve) => {
      let outcome: BackupOutcome | null = null;
      child.on("message", (message) => {
        // What backup-process.ts sends.
        outcome = message as BackupOutcome;
      });
      child.on("spawn", () => yieldTo(child.pid));
      child.on("error", (error) => {
        outcome = { kind: "failed", reason: error.message };
        // A child that never was has no exit.
        if (child.pid === undefined) child.emit("exit", 1, null);
      });
      child.once("exit", (code, signal) => {
        this.#child = null;
        if (!this.#isStopping) {
          outcome ??= { kind: "failed", reason: `the process that makes it ended early (${signal ?? code})` };
        }
        resolve(outcome);
      });
    });
  }
}

function yieldTo(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, NICENESS);
  } catch {
    // It has ended already, or this system does not let us; it is only slower for others then.
  }
}
