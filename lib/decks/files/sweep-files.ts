/** What crashes and restored databases leave of decks' files. */
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { config } from "@/lib/config";
import type { DbOrTransaction } from "@/lib/db/client";
import { logger } from "@/lib/log";
import { findUnknownDecks } from "../unknown-decks";
import {
  absoluteExportPath,
  contentPath,
  exportsFolder,
  isContentName,
  isDeckFolder,
  pendingFolder,
  SHARDS,
  shardFolder,
} from "./paths";
import { findNamed, removeHeld, removeUnnamed } from "./remove-unnamed";
import { alsoName, unlessGone } from "./second-name";
import { contentNames } from "./write-files";

/** Longer than any attempt may take (JOB_TIMEOUT_MINUTES allows a day), so no running attempt loses its files. */
const LEFT_BEHIND_MS = 25 * 60 * 60 * 1000;

/** @param turn counts the sweeps: each looks through another part of the files */
export async function sweepDeckFiles(db: DbOrTransaction, turn: number): Promise<void> {
  const nowMs = await fileSystemTime();
  for (const id of await namesIn(pendingFolder())) await sweepPending(db, id, nowMs);
  await sweepShard(db, turn % SHARDS, nowMs);
  await sweepDeckFolders(db, nowMs);
}

/** Puts back what a deck has and a crash took away; then the folder goes, unless an attempt may be at work in it. */
async function sweepPending(db: DbOrTransaction, id: string, nowMs: number): Promise<void> {
  const folder = pendingFolder(id);
  const paths = (await contentNames(folder)).map(contentPath);
  for (const named of await findNamed(db, paths)) {
    try {
      await alsoName(path.join(folder, path.basename(named)), absoluteExportPath(named)).catch(unlessGone);
    } catch (error) {
      // It may be the only copy: the next sweep tries again.
      logger("housekeeping").warn({ err: error, folder: id }, "files_not_put_back");
      return;
    }
  }
  const isAdopted = (await findUnknownDecks(db, [id])).length === 0;
  if (!isAdopted && !(await isLeftBehind(folder, nowMs))) return;
  await removeHeld(db, paths, folder);
  await rm(folder, { recursive: true, force: true });
}

/** Files that no row of this database tells of: it was put back from a backup. */
async function sweepShard(db: DbOrTransaction, shard: number, nowMs: number): Promise<void> {
  const folder = shardFolder(shard);
  const names = (await namesIn(absoluteExportPath(folder))).filter(isContentName);
  const named = await findNamed(db, names.map(contentPath));
  const old: string[] = [];
  for (const each of names.map(contentPath)) {
    if (!named.has(each) && (await isLeftBehind(absoluteExportPath(each), nowMs))) old.push(each);
  }
  await removeUnnamed(db, old);
}

async function sweepDeckFolders(db: DbOrTransaction, nowMs: number): Promise<void> {
  const old: string[] = [];
  for (const name of (await namesIn(exportsFolder())).filter(isDeckFolder)) {
    if (await isLeftBehind(path.join(exportsFolder(), name), nowMs)) old.push(name);
  }
  for (const id of await findUnknownDecks(db, old)) {
    await rm(path.join(exportsFolder(), id), { recursive: true, force: true });
  }
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

async function isLeftBehind(file: string, nowMs: number): Promise<boolean> {
  const facts = await stat(file).catch(() => null);
  return facts !== null && facts.mtimeMs < nowMs - LEFT_BEHIND_MS;
}

/** Unix ms, as the file system that holds the decks sees it: this process' clock may be wrong. */
async function fileSystemTime(): Promise<number> {
  const { dataDir } = config();
  // It is made with the first deck.
  await mkdir(dataDir, { recursive: true });
  const probe = path.join(dataDir, ".clock");
  await writeFile(probe, "");
  return (await stat(probe)).mtimeMs;
}
