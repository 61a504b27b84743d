/** Whether the newest decks' files are there and what they were when they were made. */

import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { Config } from "@/lib/config";
import { Prisma } from "@/lib/generated/prisma/client";
import { type Finding, fail, ok, plural } from "../finding";
import type { ReadOnlyDatabase } from "../read-only-database";

const CHECK = "decks";
/** Some hundred decks. */
const LOOKED_AT = 1_000;
/** About a second from a disk; of the others only the size is compared. */
const READ_BYTES = 256 * 1024 ** 2;
const NAMED = 3;

type Row = { path: string; size_bytes: number; sha256: string | null; presentation_id: string };

export async function checkDeckFiles({ dataDir }: Config, database: ReadOnlyDatabase): Promise<Finding[]> {
  const rows = await database.ask<Row>(Prisma.sql`
    SELECT path, size_bytes, sha256, presentation_id FROM export_files ORDER BY id DESC LIMIT ${LOOKED_AT}`);
  const files = [...new Map(rows.map((row) => [row.path, row])).values()];
  let read = 0;
  const bad: Row[] = [];
  for (const row of files) {
    const file = path.join(dataDir, row.path);
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    const isRead = row.sha256 !== null && read + row.size_bytes <= READ_BYTES;
    if (size !== row.size_bytes || (isRead && (await hashOf(file)) !== row.sha256)) bad.push(row);
    if (isRead) read += row.size_bytes;
  }
  if (bad.length === 0) return [ok(CHECK, `${plural(files.length, "file")} of the newest decks: all whole`)];
  const ids = [...new Set(bad.map((row) => row.presentation_id))];
  const named = ids.slice(0, NAMED).join(", ") + (ids.length > NAMED ? ", …" : "");
  return [
    fail(
      CHECK,
      `${plural(bad.length, "file")} of decks missing or not what they were when they were made (decks ${named})`,
      "Make these decks again (/presentations/ID, Make again), or take the files from a backup (docs/operations/backup.md).",
    ),
  ];
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
