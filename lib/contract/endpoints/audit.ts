/** The audit log. */
import { z } from "zod";
import { auditEntry, auditExportQuery, auditQuery } from "../audit";
import { endpoint } from "../endpoint";
import { pageHeaders } from "./page-headers";

export const listAuditLog = endpoint({
  id: "listAuditLog",
  method: "GET",
  path: "/api/audit",
  access: "audit:read",
  tag: "System",
  summary: "Read the audit log",
  description: "Every change and every refusal, newest first, page by page. Nothing in it is ever changed.",
  query: auditQuery,
  answers: {
    200: { description: "One page of entries", schema: z.array(auditEntry), headers: pageHeaders },
  },
  examples: [
    { name: "The newest", status: 200 },
    { name: "Refusals", query: { outcome: "denied", limit: "10" }, status: 200 },
  ],
});

export const exportAuditLog = endpoint({
  id: "exportAuditLog",
  method: "GET",
  path: "/api/audit/export",
  access: "audit:read",
  tag: "System",
  summary: "Download the audit log",
  description:
    "All entries that match, newest first, as one file. In CSV a cell that a spreadsheet would take for a formula begins with an apostrophe.",
  query: auditExportQuery,
  answers: {
    200: {
      description: "The file",
      mediaTypes: ["text/csv", "application/x-ndjson"],
      headers: { "Content-Disposition": "`attachment` with the file's name (RFC 6266)" },
    },
  },
  examples: [
    { name: "For a spreadsheet", query: { format: "csv" }, status: 200 },
    { name: "Refusals, a JSON object a line", query: { format: "ndjson", outcome: "denied" }, status: 200 },
  ],
});

export const auditEndpoints = [listAuditLog, exportAuditLog];
