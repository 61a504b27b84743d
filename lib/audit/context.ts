/**
 * What the audit log wants to know about a request and the domain does not: its id and where it comes from. The HTTP wrapper
 * opens it around the work; outside of a request (worker, start, scripts) there is none.
 */
import { AsyncLocalStorage } from "node:async_hooks";

export type AuditContext = {
  requestId: string;
  /** The client's address, where it is known. */
  address: string | null;
  /** What a refusal should name, such as the e-mail address that was tried. */
  notes: Record<string, string>;
  /** What the change was made to, where the path does not name it. */
  target?: { type: string; id: string };
  /** What the row of a change should say beyond its target. */
  details: Record<string, unknown>;
  /** Whether the work has recorded its change itself. */
  recorded: boolean;
};

// Next.js bundles this module several times; the storage must be one.
const shared = globalThis as typeof globalThis & {
  __presentationJobsAudit?: AsyncLocalStorage<AuditContext>;
};

function storage(): AsyncLocalStorage<AuditContext> {
  shared.__presentationJobsAudit ??= new AsyncLocalStorage();
  return shared.__presentationJobsAudit;
}

/** Runs `work` as part of a request. */
export function withAuditContext<T>(
  request: Pick<AuditContext, "requestId" | "address">,
  work: () => Promise<T>,
): Promise<T> {
  return storage().run({ ...request, notes: {}, details: {}, recorded: false }, work);
}

/** The request that this work belongs to, if it belongs to one. */
export function auditContext(): AuditContext | undefined {
  return storage().getStore();
}

/** Adds to what a refusal of this request will say. Never a secret. */
export function noteForAudit(notes: Record<string, string>): void {
  Object.assign(auditContext()?.notes ?? {}, notes);
}

/** Adds to what this request's row will say of its change. Never a secret. */
export function detailForAudit(details: Record<string, unknown>): void {
  Object.assign(auditContext()?.details ?? {}, details);
}

/** Names what this request has changed or made, where its path does not: the job of a request for a deck. */
export function targetForAudit(target: { type: string; id: string }): void {
  const context = auditContext();
  if (context) context.target = target;
}

/** This request changes nothing after all, such as a dry run: no row is written of it. */
export function nothingToAudit(): void {
  const context = auditContext();
  if (context) context.recorded = true;
}
