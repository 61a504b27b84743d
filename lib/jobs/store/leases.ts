import type { StageReport } from "@/lib/contract/jobs";
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";

/** Names the job and proves the right to write it: every write of a worker carries it. */
export type Lease = { jobId: string; token: string };

/** The leases as a FROM item `v`, and the condition that a job is held under its lease. */
const asRows = (leases: readonly Lease[]) =>
  sql.rowsOf(
    leases.map(({ jobId, token }) => ({ job_id: jobId, token })),
    { job_id: "text", token: "text" },
  );
const held = () => Prisma.sql`id = v.job_id AND ${sql.statusUnindexed} = 'running' AND lease_token = v.token`;

/** Extends the leases that still hold, in one statement. Returns their tokens; the others are lost. */
export async function renewLeases(
  db: DbOrTransaction,
  leases: readonly Lease[],
  leaseMs: number,
): Promise<Set<string>> {
  if (leases.length === 0) return new Set();
  const rows = await db.$queryRaw<{ lease_token: string }[]>`
    UPDATE presentation_jobs SET lease_expires_at = ${sql.plus(sql.now, leaseMs)}
    FROM ${asRows(leases)} WHERE ${held()} RETURNING lease_token`;
  return new Set(rows.map((row) => row.lease_token));
}

/** Tokens of the leases that still hold; only reads. */
export async function findHeldLeases(db: DbOrTransaction, leases: readonly Lease[]): Promise<Set<string>> {
  if (leases.length === 0) return new Set();
  const rows = await db.$queryRaw<{ lease_token: string }[]>`
    SELECT lease_token FROM ${asRows(leases)}, presentation_jobs WHERE ${held()}`;
  return new Set(rows.map((row) => row.lease_token));
}

/**
 * False: the lease was lost, so stop. Call it in a transaction when there is a log.
 * @param report.log JSON of the attempt's lines so far (log-lines.ts)
 */
export async function writeProgress(
  db: DbOrTransaction,
  lease: Lease,
  report: { progress: number; message: string; stages: StageReport[]; log?: string | null },
): Promise<boolean> {
  const { progress, message, stages, log } = report;
  const count = await db.$executeRaw`
    UPDATE presentation_jobs SET progress = ${progress}, message = ${message}, stages = ${JSON.stringify(stages)}, rev = rev + 1
    WHERE id = ${lease.jobId} AND status = 'running' AND lease_token = ${lease.token}`;
  if (count === 1 && log) {
    await db.$executeRaw`UPDATE job_attempts SET log = ${log} WHERE lease_token = ${lease.token}`;
  }
  return count === 1;
}
