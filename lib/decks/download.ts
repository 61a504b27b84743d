import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Caller } from "@/lib/auth/caller";
import type { DeckFileKind } from "@/lib/contract/decks";
import { AppError } from "@/lib/errors";
import { findExport } from "./decks";
import { absoluteExportPath, contentType, exportFileName } from "./files/paths";

/** Read at once: the caller's credential is looked at before each piece is sent, and few decks have more than two. */
const PIECE_BYTES = 1024 * 1024;

/**
 * Streams an export as an attachment (RFC 6266), with the hash of its bytes as ETag.
 * @param known the request's If-None-Match: 304 where the caller has these bytes already
 * @throws AppError presentation_not_found, presentation_not_ready, …
 */
export async function downloadExport(
  id: string,
  format: DeckFileKind,
  caller: Caller,
  known: string | null = null,
): Promise<Response> {
  const stored = await findExport(id, format, caller);
  const tag: Record<string, string> = stored.sha256 === null ? {} : { ETag: `"${stored.sha256}"` };
  if (stored.sha256 !== null && known !== null && isAmong(`"${stored.sha256}"`, known)) {
    return new Response(null, { status: 304, headers: tag });
  }
  const file = absoluteExportPath(stored.path);
  if ((await stat(file).catch(() => null)) === null) {
    throw new AppError(
      "presentation_not_ready",
      `The ${format} file of this deck is missing on disk; regenerate the deck`,
    );
  }
  const body = Readable.toWeb(
    createReadStream(file, { highWaterMark: PIECE_BYTES }),
  ) as ReadableStream<Uint8Array>; // the DOM's and Node's types differ
  return new Response(body, {
    headers: {
      ...tag,
      "Content-Type": contentType[format],
      "Content-Disposition": attachmentNamed(exportFileName(id, format)),
      "X-Content-Type-Options": "nosniff",
    },
  });
}

/** Whether the tag is in a list of them (RFC 9110, 13.1.2), in which a proxy may have made it weak. */
const isAmong = (tag: string, list: string) =>
  list.split(",").some((each) => ["*", tag].includes(each.trim().replace(/^W\//, "")));

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
