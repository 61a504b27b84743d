/** Statements that find jobs which do not get on. Each walks the index of its kind. */
import type { TroubleKind } from "@/lib/contract/recovery";
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import type { JobPriority, JobStatus } from "../state";

export type TroubledRow = {
  id: string;
  lesson_id: string;
  lesson_title: string;
  user_id: string | null;
  status: JobStatus;
  priority: JobPriority;
  worker_id: string | null;
  retry_count: number;
  max_retries: number;
  /** When the trouble began. */
  since: Date;
};

export type TroubleLimits = {
  /** A due job waits too long after this. */
  waitingMs: number;
  /** What a worker may need to end an attempt after its deadline. */
  graceMs: number;
  /** The hard cap of one attempt, which bounds the deadline that a job asks for. */
  capMs: number;
};

type Trouble = {
  kind: TroubleKind;
  from: Prisma.Sql;
  where: Prisma.Sql;
  since: Prisma.Sql;
  order: Prisma.Sql;
};

/** The jobs of each kind, the longest in trouble first: all are counted, `limit` of each are listed. */
export async function findTroubled(
  db: DbOrTransaction,
  limits: TroubleLimits,
  limit: number,
): Promise<{ kind: TroubleKind; total: number; rows: TroubledRow[] }[]> {
  return Promise.all(
    troubles(limits).map(async ({ kind, from, where, since, order }) => {
      const [rows, [counted]] = await Promise.all([
        db.$queryRaw<(Omit<TroubledRow, "since"> & { since: Date | number | bigint })[]>`
          SELECT j.id, j.lesson_id, l.title AS lesson_title, j.user_id, j.status, j.priority, j.worker_id, j.retry_count,
            j.max_retries, ${since} AS since
          FROM presentation_jobs j ${from} JOIN lessons l ON l.id = j.lesson_id
          WHERE ${where} ORDER BY ${order} LIMIT ${limit}`,
        db.$queryRaw<[{ count: bigint }]>`
          SELECT COUNT(*) AS count FROM presentation_jobs j ${from} WHERE ${where}`,
      ]);
      return {
        kind,
        total: Number(counted.count),
        rows: rows.map((row) => ({ ...row, since: timeOf(row.since) })),
      };
    }),
  );
}

/** SQLite gives a time that is computed as the number it is. */
const timeOf = (time: Date | number | bigint) => (time instanceof Date ? time : new Date(Number(time)));

function troubles({ waitingMs, graceMs, capMs }: TroubleLimits): Trouble[] {
  const leaseEnds = Prisma.sql`j.lease_expires_at`;
  const budgetMs = Prisma.sql`(CASE WHEN j.timeout_seconds * 1000 > ${capMs} THEN ${capMs} ELSE j.timeout_seconds * 1000 END)`;
  const deadline = sql.plus(Prisma.sql`j.started_at`, budgetMs);
  return [
    {
      kind: "orphaned",
      from: sql.inLeaseOrder,
      where: Prisma.sql`j.status = 'running' AND j.lease_expires_at < ${sql.now}`,
      since: leaseEnds,
      order: leaseEnds,
    },
    {
      kind: "timed_out",
      from: sql.by("idx_jobs_status"),
      where: Prisma.sql`j.status = 'timeout'`,
      since: Prisma.sql`j.completed_at`,
      // In the order of the index: there may be many.
      order: Prisma.sql`j.created_at, j.id`,
    },
    {
      kind: "overdue",
      from: sql.inLeaseOrder,
      where: Prisma.sql`j.status = 'running' AND j.lease_expires_at >= ${sql.now}
        AND ${sql.plus(deadline, graceMs)} < ${sql.now}`,
      since: deadline,
      order: Prisma.sql`j.started_at, j.id`,
    },
    {
      kind: "waiting",
      from: sql.inDueOrder,
      where: Prisma.sql`j.status = 'pending' AND j.run_at < ${sql.plus(sql.now, -waitingMs)}`,
      since: Prisma.sql`j.run_at`,
      order: Prisma.sql`j.run_at`,
    },
  ];
}
