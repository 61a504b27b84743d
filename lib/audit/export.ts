/** The audit log as a file. Rows are read a batch at a time, as fast as the file is taken, so its length does not matter. */
import { type AuditEntry, type AuditExportQuery, type AuditFilter, auditEntry } from "@/lib/contract/audit";
import { attachmentNamed } from "@/lib/decks/download";
import { csvLine } from "@/lib/http/csv";
import { textStream } from "@/lib/http/stream-text";
import { auditBatches } from "./read";

const columns = auditEntry.keyof().options;
const contentTypes = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson" } as const;

/** All entries that match, newest first, as an attachment. */
export function exportAudit({ format, ...filter }: AuditExportQuery): Response {
  return new Response(textStream(format === "csv" ? csvOf(filter) : ndjsonOf(filter)), {
    headers: {
      "Content-Type": contentTypes[format],
      "Content-Disposition": attachmentNamed(`audit-log.${format}`),
      "X-Content-Type-Options": "nosniff",
    },
  });
}

async function* csvOf(filter: AuditFilter): AsyncGenerator<string> {
  yield csvLine(columns);
  const line = (entry: AuditEntry) => csvLine(columns.map((column) => cellOf(entry, column)));
  for await (const entries of auditBatches(filter)) yield entries.map(line).join("");
}

/** No details are an empty cell, not "{}". */
function cellOf(entry: AuditEntry, column: keyof AuditEntry): unknown {
  if (column === "details" && Object.keys(entry.details).length === 0) return null;
  return entry[column];
}

async function* ndjsonOf(filter: AuditFilter): AsyncGenerator<string> {
  for await (const entries of auditBatches(filter)) {
    yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
  }
}
