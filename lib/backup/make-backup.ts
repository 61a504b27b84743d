/**
 * Makes one backup while the product runs: copy, check, give it its name, then remove what is more than `keep`. A backup that fails leaves
 * nothing, one that is killed a folder that ends in `.partial`, which the next one removes; no older backup is touched.
 */
import {
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { takeFileLock } from "../file-lock";
import {
  backupName,
  byTrust,
  DATABASE,
  FILES,
  listBackups,
  listPartials,
  MANIFEST,
  partialName,
  syncToDisk,
} from "./backup-folder";
import { checkDatabase, copyDatabase, deckFilesIn } from "./copy-database";
import { describeFile, isSafePath, type Manifest, readManifest, type StoredFile } from "./manifest";

/** Left to the product beside a backup. */
const SPARE_BYTES = 64 * 1024 ** 2;
/** lib/auth/secret.ts */
const SECRET = "secret.key";

/** Another backup is being made in the same folder. */
export class BackupRunning extends Error {
  override name = "BackupRunning";
}

export type BackupInput = {
  /** The SQLite file in use. */
  database: string;
  dataDir: string;
  /** Where backups lie; made when it is missing. */
  folder: string;
  /** Backups that remain, with the new one; 1 or more. */
  keep: number;
  productVersion: string;
};

export type MadeBackup = { folder: string; manifest: Manifest; removed: string[] };

/** @throws BackupRunning; any other error says in one line why there is no backup */
export async function makeBackup(input: BackupInput): Promise<MadeBackup> {
  const { folder, keep } = input;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const free = takeFileLock(path.join(folder, ".lock"), 0);
  if (free === null) throw new BackupRunning(`Another backup is being made in ${folder}`);
  try {
    // Nobody else is at work here: these are left over.
    for (const partial of listPartials(folder)) rmSync(partial, { recursive: true, force: true });
    const beganAt = new Date();
    requireRoom([input.database, `${input.database}-wal`], folder);
    const partial = path.join(folder, partialName(beganAt));
    const target = path.join(folder, backupName(beganAt));
    let manifest: Manifest;
    try {
      mkdirSync(partial, { mode: 0o700 });
      manifest = await fill(partial, input, beganAt);
      renameSync(partial, target);
      syncToDisk(folder);
    } catch (error) {
      // The room that it took may be what others lack.
      rmSync(partial, { recursive: true, force: true });
      throw error;
    }
    const others = listBackups(folder).filter(({ folder: other }) => other !== target);
    const removed = byTrust(others, beganAt).slice(keep - 1);
    for (const old of removed) rmSync(old.folder, { recursive: true, force: true });
    return { folder: target, manifest, removed: removed.map(({ name }) => name) };
  } finally {
    free();
  }
}

/** @throws when files of these sizes would fill the disk, on which the product may be living */
function requireRoom(files: readonly string[], folder: string): void {
  const sizes = files.map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  const wanted = sizes.reduce((sum, size) => sum + size, SPARE_BYTES);
  const { bavail, bsize } = statfsSync(folder);
  const mb = (bytes: number) => `${Math.ceil(bytes / 1024 ** 2)} MB`;
  if (bavail * bsize >= wanted) return;
  throw new Error(`${folder} has ${mb(bavail * bsize)} of room, and a backup wants ${mb(wanted)}`);
}

async function fill(partial: string, input: BackupInput, beganAt: Date): Promise<Manifest> {
  const copy = path.join(partial, DATABASE);
  await copyDatabase(input.database, copy);
  chmodSync(copy, 0o600);
  // Soon, because a deck of that moment may be cleaned up in the next.
  const { files, missing } = keepFiles(copy, input.dataDir, path.join(partial, FILES));
  const { sqliteVersion, migrations, rows } = checkDatabase(copy);
  syncToDisk(copy);
  const manifest: Manifest = {
    format: 1,
    product: "presentation-jobs",
    product_version: input.productVersion,
    began_at: beganAt.toISOString(),
    ended_at: new Date().toISOString(),
    database: { ...describeFile(copy, DATABASE), sqlite_version: sqliteVersion, migrations, rows },
    files,
    missing_files: missing,
  };
  const file = path.join(partial, MANIFEST);
  writeFileSync(file, `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 });
  syncToDisk(file);
  syncToDisk(partial);
  // What was written is what will be read.
  readManifest(partial);
  return manifest;
}

/** The decks' files, and the secret that second factors are encrypted with. */
function keepFiles(
  copy: string,
  dataDir: string,
  target: string,
): { files: StoredFile[]; missing: string[] } {
  const kept: string[] = [];
  const wantedFiles = [{ path: SECRET, sizeBytes: null }, ...deckFilesIn(copy)];
  let isOtherDisk = false;
  const missing: string[] = [];
  const folders = new Set<string>([target]);
  mkdirSync(target, { mode: 0o700 });
  for (const [index, wanted] of wantedFiles.entries()) {
    const from = path.join(dataDir, wanted.path);
    const size = isSafePath(wanted.path) ? statSync(from, { throwIfNoEntry: false })?.size : undefined;
    if (size === undefined || (wanted.sizeBytes !== null && size !== wanted.sizeBytes)) {
      // The secret is made when somebody first signs in: there may have been none yet.
      if (wanted.path !== SECRET) missing.push(wanted.path);
      continue;
    }
    const to = path.join(target, wanted.path);
    mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
    if (!isOtherDisk && !tryLink(from, to)) {
      isOtherDisk = true;
      const rest = wantedFiles.slice(index).filter((file) => isSafePath(file.path));
      requireRoom(
        rest.map((file) => path.join(dataDir, file.path)),
        target,
      );
    }
    if (isOtherDisk) copyDurably(from, to);
    folders.add(path.dirname(to));
    kept.push(wanted.path);
  }
  for (const folder of folders) syncToDisk(folder);
  // Read only now: a clean-up waits for nobody.
  return { files: kept.map((file) => describeFile(path.join(target, file), file)), missing };
}

/**
 * What lies under a deck's file is never changed, so a second name for it costs nothing and stays what it is.
 * False: the backup lies on another disk, or on a file system without links.
 */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}

function copyDurably(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  syncToDisk(to);
}
