/** What the rules about disk and database measure, in megabytes of a million bytes. */
import { statfs } from "node:fs/promises";
import path from "node:path";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";

const MEGABYTE = 1_000_000;
const inMegabytes = (bytes: number) => Math.round(bytes / MEGABYTE);

/** What is left where the decks lie and where the database's file lies: the smaller of the two. Null: it cannot be told. */
export async function freeMegabytes(): Promise<number | null> {
  const { dataDir, database } = config();
  const folders = [dataDir, ...(database.kind === "sqlite" ? [path.dirname(database.path)] : [])];
  const free = await Promise.all(folders.map(freeIn));
  const known = free.flatMap((bytes) => (bytes === null ? [] : [bytes]));
  return known.length === 0 ? null : inMegabytes(Math.min(...known));
}

async function freeIn(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    // It is made with the first deck.
    return null;
  }
}

export async function databaseMegabytes(): Promise<number> {
  const [row] = await db().$queryRaw<{ bytes: number | bigint }[]>`SELECT ${sql.databaseBytes} AS bytes`;
  return inMegabytes(Number(row?.bytes ?? 0));
}
