/**
 * Refusals in the audit log. Anybody can cause them without end, so they are bounded: of the same refusal one a minute, and
 * so many of all. What is left out is counted in the next row.
 */
import { logger } from "@/lib/log";
import { auditContext } from "./context";
import { type AuditEvent, rowOf, writeAuditRows } from "./record";

const WINDOW_MS = 60_000;
/** At 200 bytes a row a flood writes less than 20 MB a day. */
const MAX_A_WINDOW = 60;

export class DenialWindow {
  #startAt = 0;
  readonly #recorded = new Set<string>();
  #left = 0;

  /** How many were left out before this one; null when this one is left out too. @param now Unix ms */
  admit(key: string, now: number): number | null {
    if (now - this.#startAt >= WINDOW_MS) {
      this.#startAt = now;
      this.#recorded.clear();
    }
    if (this.#recorded.has(key) || this.#recorded.size >= MAX_A_WINDOW) {
      this.#left++;
      return null;
    }
    this.#recorded.add(key);
    const left = this.#left;
    this.#left = 0;
    return left;
  }
}

type Windows = { strangers: DenialWindow; known: DenialWindow };
// Next.js bundles this module several times; the bounds must be one.
const shared = globalThis as typeof globalThis & { __presentationJobsDenials?: Windows };

/** Records that the actor was refused. Never throws: a refusal stays a refusal when it cannot be written down. */
export async function recordDenial(event: Omit<AuditEvent, "outcome">): Promise<void> {
  shared.__presentationJobsDenials ??= { strangers: new DenialWindow(), known: new DenialWindow() };
  const { strangers, known } = shared.__presentationJobsDenials;
  const notes = auditContext()?.notes;
  const row = rowOf({ ...event, outcome: "denied", details: { ...notes, ...event.details } });
  const key = JSON.stringify([row.actorKind, row.actorId, row.address, row.action, notes]);
  const leftOut = (event.actor === "anonymous" ? strangers : known).admit(key, Date.now());
  if (leftOut === null) return;
  if (leftOut > 0) {
    row.details = JSON.stringify({ ...JSON.parse(row.details ?? "{}"), left_out_before: leftOut });
  }
  try {
    await writeAuditRows([row]);
  } catch (error) {
    logger("audit").error({ err: error, row }, "denial_not_recorded");
  }
}
