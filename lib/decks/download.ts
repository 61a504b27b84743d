import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Caller } from "@/lib/auth/caller";
import type { DeckFileKind } from "@/lib/contract/decks";
import { AppError } from "@/lib/errors";
import { absoluteExportPath, contentType, exportFileName } from "./deck-files";
import { findExport } from "./decks";

/** Streams an export as an attachment (RFC 6266). @throws AppError presentation_not_found, presentation_not_ready, … */
export async function downloadExport(id: string, format: DeckFileKind, caller: Caller): Promise<Response> {
  const file = absoluteExportPath((await findExport(id, format, caller)).path);
  if ((await stat(file).catch(() => null)) === null) {
    throw new AppError(
      "presentation_not_ready",
      `The ${format} file of this deck is missing on disk; regenerate the deck`,
    );
  }
  const body = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>; // the DOM's and Node's types differ
  return new Response(body, {
    headers: {
      "Content-Type": contentType[format],
      "Content-Disposition": attachmentNamed(exportFileName(id, format)),
      "X-Content-Type-Options": "nosniff",
    },
  });
}

/**
 * `attachment` with the file's name (RFC 6266). Ids from an older system may hold anything: what no plain header can carry stands
 * in `filename*` only.
 */
export function attachmentNamed(name: string): string {
  const plain = name.replace(/[^\w.@ -]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"${plain === name ? "" : `; filename*=UTF-8''${encoded}`}`;
}
