/**
 * Where the files of decks lie, under DATA_DIR/exports:
 *
 *     sha256/3f/3f2a…    a file, named by what is in it: decks whose files have the same bytes share it
 *     pending/<id>/      second names of files on their way in (an attempt's, under its deck's id) or out (a removal's)
 *     <deck's id>/       the files of a deck of an earlier version, as its rows name them
 *
 * A file belongs to the decks whose rows of `export_files` name its path. Every file of `sha256` is named by a row, by a row of
 * `dropped_files`, or by a pending folder: so a crash leaves none that the sweep does not find at once.
 */
import { createHash } from "node:crypto";
import path from "node:path";
import { config } from "@/lib/config";
import type { DeckFileKind } from "@/lib/contract/decks";

const EXPORTS = "exports";
const NAMED_BY_CONTENT = "sha256";
const PENDING = "pending";
const ending: Record<DeckFileKind, string> = {
  json: ".json",
  markdown: ".md",
  pptx: ".pptx",
  pdf: ".pdf",
  handout: "_handout.pdf",
};

export const contentType: Record<DeckFileKind, string> = {
  json: "application/json",
  markdown: "text/markdown; charset=utf-8",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  pdf: "application/pdf",
  handout: "application/pdf",
};

/** The download's name: `presentation_<id>.pptx`, `presentation_<id>_handout.pdf`. */
export function exportFileName(presentationId: string, format: DeckFileKind): string {
  return `presentation_${presentationId}${ending[format]}`;
}

/** Absolute path of a path that the database holds. */
export function absoluteExportPath(relative: string): string {
  return path.join(config().dataDir, relative);
}

/** Whether it lies where decks' files lie: nothing else is ever removed, whatever a row says. */
export const isExportPath = (relative: string) =>
  path.normalize(relative) === relative && relative.startsWith(EXPORTS + path.sep);

export const sha256Of = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** A name in `sha256` or of a whole file in a pending folder; half-written ones have others. */
export const isContentName = (name: string) => /^[0-9a-f]{64}$/.test(name);

/** Relative to DATA_DIR. */
export const contentPath = (sha256: string) =>
  path.join(EXPORTS, NAMED_BY_CONTENT, sha256.slice(0, 2), sha256);

export const SHARDS = 256;

/** Relative to DATA_DIR: one of the folders that files named by content are spread over. */
export const shardFolder = (shard: number) =>
  path.join(EXPORTS, NAMED_BY_CONTENT, shard.toString(16).padStart(2, "0"));

/** Absolute. */
export const exportsFolder = () => path.join(config().dataDir, EXPORTS);
export const pendingFolder = (id = "") => path.join(exportsFolder(), PENDING, id);

/** Whether a folder under `exports` is an earlier version's deck. */
export const isDeckFolder = (name: string) => name !== NAMED_BY_CONTENT && name !== PENDING;
