/** Room on the disks, and what kind of disks they are. */
import { existsSync, statfsSync, statSync } from "node:fs";
import path from "node:path";
import type { Config } from "@/lib/config";
import { type Finding, fail, ok, warn } from "../finding";

const CHECK = "disk";
const GB = 1024 ** 3;
const LITTLE_BYTES = GB;
const LITTLE_SHARE = 0.1;
/** Less than an upgrade's copy or a few decks need. */
const NONE_BYTES = 100 * 1024 ** 2;

/** Magic numbers of file systems that are elsewhere: statfs(2), linux/magic.h. Their locks are not to be relied on. */
const NETWORK: Record<number, string> = {
  26985: "NFS",
  20859: "SMB",
  4283649346: "CIFS",
  4266872130: "SMB",
  12805120: "Ceph",
  1397113167: "AFS",
  16914836: "a 9P share",
  1702057286: "a FUSE mount",
};

export function checkDisks({ database, dataDir, logFile }: Config): Finding[] {
  const places = [
    ...(database.kind === "sqlite" ? [["DATABASE_PATH", path.dirname(database.path)] as const] : []),
    ["DATA_DIR", dataDir] as const,
    ["LOG_FILE", path.dirname(logFile)] as const,
  ];
  const byDisk = new Map<number, { names: string[]; folder: string }>();
  for (const [name, wanted] of places) {
    const folder = existing(wanted);
    const { dev } = statSync(folder);
    const known = byDisk.get(dev);
    if (known) known.names.push(name);
    else byDisk.set(dev, { names: [name], folder });
  }
  const findings = [...byDisk.values()].flatMap(({ names, folder }) => roomIn(names.join(", "), folder));
  return database.kind === "sqlite" ? [...findings, ...kindOf(path.dirname(database.path))] : findings;
}

/** The folder, or the nearest one above it that is there. */
function existing(folder: string): string {
  return existsSync(folder) ? folder : existing(path.dirname(folder));
}

function roomIn(names: string, folder: string): Finding[] {
  const { bavail, blocks, bsize, files, ffree } = statfsSync(folder);
  const [free, share] = [bavail * bsize, blocks === 0 ? 1 : bavail / blocks];
  const message = `${names}: ${(free / GB).toFixed(1)} GB free (${Math.round(share * 100)} %)`;
  const remedy = "Make room: older backups, decks (/recovery, clean-up) and logs, or a larger disk.";
  const level = free < NONE_BYTES ? fail : free < LITTLE_BYTES || share < LITTLE_SHARE ? warn : null;
  const findings = [level ? level(CHECK, message, remedy) : ok(CHECK, message)];
  // Some file systems have no fixed number of files, and say 0.
  if (files > 0 && ffree / files < 0.05) {
    findings.push(warn(CHECK, `${names}: only ${ffree} more files fit (inodes)`, remedy));
  }
  return findings;
}

function kindOf(folder: string): Finding[] {
  const name = NETWORK[statfsSync(existing(folder)).type >>> 0];
  if (name === undefined) return [];
  return [
    warn(
      CHECK,
      `DATABASE_PATH is on ${name}, whose locks SQLite cannot rely on: a database there can break`,
      "Move it to a local disk, or use PostgreSQL (docs/operations/scaling.md).",
    ),
  ];
}
