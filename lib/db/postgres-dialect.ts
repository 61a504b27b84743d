import { Prisma } from "@/lib/generated/prisma/client";
import type { Dialect } from "./dialect";

const types = { text: "text", int: "int", float: "float8", bool: "boolean" } as const;

const escapedMisfits = /\\u(?:0000|d[89a-f])/i;
const misfits = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** JSON that PostgreSQL takes: NUL and halves of surrogate pairs, which its texts cannot hold, become U+FFFD. */
function json(value: unknown): string {
  const text = JSON.stringify(value);
  if (!escapedMisfits.test(text)) return text;
  return JSON.stringify(value, (_key, part) =>
    typeof part === "string" ? part.replace(misfits, "\ufffd") : part,
  );
}

export const postgres: Dialect = {
  // The columns have no zone: UTC by convention, whatever the session has.
  now: Prisma.raw("(statement_timestamp() AT TIME ZONE 'UTC')::timestamp(3)"),
  newLeaseToken: Prisma.raw("replace(gen_random_uuid()::text, '-', '')"),
  inQueueOrder: Prisma.empty,
  // Takes no hints, and after a flood of jobs its statistics are old: it would sort the whole backlog for every claim. In these
  // words, which mean pending by the table's constraints, only idx_jobs_queue_order leads to the rows.
  isQueued: Prisma.raw("lease_token IS NULL AND completed_at IS NULL"),
  inDueOrder: Prisma.empty,
  inLeaseOrder: Prisma.empty,
  by: () => Prisma.empty,
  statusUnindexed: Prisma.raw("(status || '')"),
  forUpdate: Prisma.raw("FOR NO KEY UPDATE"),
  // By way of an array, because a plan may run a plain subquery again for every row, and find other rows each time.
  picked: (select) => Prisma.sql`(SELECT unnest(ARRAY(${select} FOR UPDATE SKIP LOCKED)))`,
  keeping: (alias) => Prisma.raw(`FOR KEY SHARE OF ${alias}`),
  plus: (time, ms) => Prisma.sql`(${time} + ${ms}::float8 * interval '1 millisecond')`,
  at: (unixMs) => Prisma.sql`(to_timestamp(${unixMs}::float8 / 1000) AT TIME ZONE 'UTC')::timestamp(3)`,
  float: (value) => Prisma.sql`${value}::float8`,
  msBetween: (from, to) => Prisma.sql`(extract(epoch FROM (${to} - ${from}))::float8 * 1000)`,
  greatest: (a, b) => Prisma.sql`GREATEST(${a}, ${b})`,
  // The LIMIT leaves nothing out. It tells the planner how few rows there are: it takes any JSON for a hundred, and would rather
  // read a table of some ten thousand whole, for every turn of a worker, than look up that many keys.
  oneOf: (texts) =>
    Prisma.sql`(SELECT jsonb_array_elements_text(${json(texts)}::jsonb) LIMIT ${texts.length}::int)`,
  rowsOf: (rows, columns) => {
    const fields = Object.entries(columns).map(([name, type]) => Prisma.raw(`${name} ${types[type]}`));
    const row = Prisma.join(fields);
    // The LIMIT is for the planner, as in oneOf.
    return Prisma.sql`(SELECT * FROM jsonb_to_recordset(${json(rows)}::jsonb) AS r(${row}) LIMIT ${rows.length}::int) AS v`;
  },
  matches: (column, pattern) => Prisma.sql`${column} ILIKE ${pattern} ESCAPE '\\'`,
  databaseBytes: Prisma.raw("pg_database_size(current_database())"),
};
