/** What a backup says of itself: manifest.json. */
import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { MANIFEST } from "./backup-folder";

/** Relative, with `/`, and leading nowhere but down: it becomes a path of this machine. */
const relativePath = z
  .string()
  .min(1)
  .refine((text) => !text.split(/[/\\]/).some((part) => part === "" || part === "." || part === ".."));

const storedFile = z.object({
  path: relativePath,
  size_bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type StoredFile = z.infer<typeof storedFile>;

export const manifest = z.object({
  /** Another number is another layout. */
  format: z.literal(1),
  product: z.literal("presentation-jobs"),
  /** Of the program that made the backup. */
  product_version: z.string(),
  /** When reading began: every change that was acknowledged before is in it. */
  began_at: z.iso.datetime(),
  ended_at: z.iso.datetime(),
  database: storedFile.extend({
    sqlite_version: z.string(),
    migrations: z.array(z.string()),
    /** Table → rows, of what people would miss. */
    rows: z.record(z.string(), z.int()),
  }),
  /** Below `files/`, as they lay in DATA_DIR. */
  files: z.array(storedFile),
  /** Files that the database names and DATA_DIR did not have. */
  missing_files: z.array(z.string()),
});
export type Manifest = z.infer<typeof manifest>;

/** @throws when it is missing or is no manifest of ours */
export function readManifest(backup: string): Manifest {
  return manifest.parse(JSON.parse(readFileSync(path.join(backup, MANIFEST), "utf8")));
}

export const isSafePath = (text: string): boolean => relativePath.safeParse(text).success;

/** Reads the file once; its size may be any. */
export function describeFile(absolute: string, relative: string): StoredFile {
  const hash = createHash("sha256");
  const chunk = Buffer.allocUnsafe(1024 * 1024);
  const handle = openSync(absolute, "r");
  try {
    for (let read = 1; read > 0; ) {
      read = readSync(handle, chunk, 0, chunk.length, null);
      hash.update(chunk.subarray(0, read));
    }
  } finally {
    closeSync(handle);
  }
  return { path: relative, size_bytes: statSync(absolute).size, sha256: hash.digest("hex") };
}
