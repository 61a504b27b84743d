/** What the rules about disk and database measure, in megabytes of a million bytes. */
import { statfs } from "node:fs/promises";
import path from "node:path";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";

const MEGABYTE = 1_000_000;
const inMegabytes = (bytes: number) => Math.round(bytes / MEGABYTE);

/**
 * What is left where the decks, the database's file and the log lie: the smallest. Null: none of these folders is there yet.
 * @throws when it cannot be told of one of them: a disk that no longer answers has not become well
 */
export async function freeMegabytes(): Promise<number | null> {
  const { dataDir, database, logFile } = config();
  const files = [logFile, ...(database.kind === "sqlite" ? [database.path] : [])];
  const folders = [dataDir, ...files.map((file) => path.dirname(file))];
  const free = await Promise.all(folders.map(freeIn));
  const known = free.flatMap((bytes) => (bytes === null ? [] : [bytes]));
  return known.length === 0 ? null : inMegabytes(Math.min(...known));
}

async function freeIn(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    // It is made with the first deck, or the first line.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

export async function databaseMegabytes(): Promise<number> {
  const [row] = await db().$queryRaw<{ bytes: number | bigint }[]>`SELECT ${sql.databaseBytes} AS bytes`;
  return inMegabytes(Number(row?.bytes ?? 0));
}
