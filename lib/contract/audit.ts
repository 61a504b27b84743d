/** The audit log as it crosses HTTP. Browser-safe. */
import { z } from "zod";
import { existingId } from "./path-ids";
import { oneOf, queryInt } from "./query";
import { timeInput } from "./time-input";

export const actorKind = oneOf(["person", "app-user", "service", "system", "anonymous"]);
export const auditOutcome = oneOf(["done", "denied"]);

export const auditEntry = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  actor_kind: actorKind,
  actor_id: z.string().nullable(),
  actor_name: z.string(),
  /** The session or token it was done with. */
  credential_id: z.string().nullable(),
  address: z.string().nullable(),
  action: z.string(),
  target_type: z.string().nullable(),
  target_id: z.string().nullable(),
  outcome: auditOutcome,
  request_id: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntry>;

const auditFilter = z.strictObject({
  actor_id: existingId.optional(),
  actor_kind: actorKind.optional(),
  action: existingId.optional(),
  target_type: existingId.optional(),
  target_id: existingId.optional(),
  outcome: auditOutcome.optional(),
  request_id: existingId.optional(),
  after: timeInput.optional(),
  before: timeInput.optional(),
});
export type AuditFilter = z.output<typeof auditFilter>;

export const auditQuery = auditFilter.extend({
  limit: queryInt(1, 100).default(50),
  cursor: z.string().max(500).optional(),
});
export type AuditQuery = z.output<typeof auditQuery>;

export const auditExportFormat = oneOf(["csv", "ndjson"]);
export const auditExportQuery = auditFilter.extend({ format: auditExportFormat });
export type AuditExportQuery = z.output<typeof auditExportQuery>;
