/**
 * Changes whose row may follow a moment later: jobs, lessons and decks, which come by the thousand. Rows are gathered and written
 * together, so a request does not wait for a second commit. What a crash in that moment takes are rows of this log, never the
 * changes; tokens and people, where that would matter, write theirs in the transaction (record.ts).
 */
import { logger } from "@/lib/log";
import { type AuditEvent, rowOf, writeAuditRows } from "./record";

const GATHER_MS = 100;
/** More than the API takes in that time; beyond it, whoever adds a row waits for the writing. */
const MAX_ROWS = 1_000;

type Buffer = { rows: ReturnType<typeof rowOf>[]; timer: NodeJS.Timeout | null; ending: boolean };

// Next.js bundles this module several times; the buffer must be one.
const shared = globalThis as typeof globalThis & { __presentationJobsAuditBuffer?: Buffer };

function buffer(): Buffer {
  shared.__presentationJobsAuditBuffer ??= { rows: [], timer: null, ending: false };
  return shared.__presentationJobsAuditBuffer;
}

/** Records a change that has been made. */
export async function recordAuditSoon(event: AuditEvent): Promise<void> {
  const { rows, timer, ending } = buffer();
  rows.push(rowOf(event));
  if (ending || rows.length >= MAX_ROWS) await flushAudit();
  else if (timer === null) buffer().timer = setTimeout(() => void flushAudit(), GATHER_MS).unref();
}

/** The process ends soon: writes what was gathered, and from now on every row before its request is answered. */
export async function endAuditGathering(): Promise<void> {
  buffer().ending = true;
  await flushAudit();
}

/** Writes what was gathered. Rows that the database does not take go into the log file: nothing is lost silently. */
export async function flushAudit(): Promise<void> {
  const gathered = buffer();
  if (gathered.timer) clearTimeout(gathered.timer);
  gathered.timer = null;
  const rows = gathered.rows.splice(0);
  if (rows.length === 0) return;
  try {
    await writeAuditRows(rows);
  } catch {
    // One row that the database does not take must not cost the others theirs.
    for (const row of rows) {
      await writeAuditRows([row]).catch((error: unknown) =>
        logger("audit").error({ err: error, rows: [row] }, "changes_not_recorded"),
      );
    }
  }
}
