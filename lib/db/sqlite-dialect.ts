import { Prisma } from "@/lib/generated/prisma/client";
import type { Dialect } from "./dialect";

export const sqlite: Dialect = {
  now: Prisma.raw("CAST(unixepoch('subsec') * 1000 AS INTEGER)"),
  newLeaseToken: Prisma.raw("lower(hex(randomblob(16)))"),
  // A planner that picks idx_jobs_status instead sorts the whole backlog for every claim.
  inQueueOrder: Prisma.raw("INDEXED BY idx_jobs_queue_order"),
  isQueued: Prisma.raw("status = 'pending'"),
  inDueOrder: Prisma.raw("INDEXED BY idx_jobs_run_at"),
  inLeaseOrder: Prisma.raw("INDEXED BY idx_jobs_lease"),
  by: (index) => Prisma.raw(`INDEXED BY ${index}`),
  // Without the sign the planner reads all running rows for every settlement of a batch: quadratic.
  statusUnindexed: Prisma.raw("+status"),
  // Writers take turns: what one of them has found stays so until it is done.
  forUpdate: Prisma.empty,
  picked: (select) => Prisma.sql`(${select})`,
  keeping: () => Prisma.empty,
  plus: (time, ms) => Prisma.sql`(${time} + ${ms})`,
  at: (unixMs) => Prisma.sql`${unixMs}`,
  float: (value) => Prisma.sql`${value}`,
  msBetween: (from, to) => Prisma.sql`(${to} - ${from})`,
  greatest: (a, b) => Prisma.sql`MAX(${a}, ${b})`,
  oneOf: (texts) => Prisma.sql`(SELECT value FROM json_each(${JSON.stringify(texts)}))`,
  rowsOf: (rows, columns) => {
    const fields = Object.keys(columns).map((name) => Prisma.raw(`value ->> '$.${name}' AS ${name}`));
    return Prisma.sql`(SELECT ${Prisma.join(fields)} FROM json_each(${JSON.stringify(rows)})) AS v`;
  },
  matches: (column, pattern) => Prisma.sql`${column} LIKE ${pattern} ESCAPE '\\'`,
  // Of the file itself; the log beside it (-wal) is a few megabytes at most and empties by itself.
  databaseBytes: Prisma.raw("(SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size())"),
};
