/** Whether the duties of housekeeping are done: what nobody takes back or adds up says that they are not. */
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { type Finding, fail, ok, plural, warn } from "../finding";
import type { ReadOnlyDatabase } from "../read-only-database";

const CHECK = "queue";
/** RELIABILITY.md: an orphan is back within 45 s. */
const OVERDUE_MS = 45_000;
/** Workers fold them every second; a server folds what is more than 5,000 (lib/stats/rollups/fold-waiting.ts). */
const MANY_CHANGES = 10_000;

export async function checkQueue(database: ReadOnlyDatabase): Promise<Finding[]> {
  const count = async (query: Prisma.Sql) =>
    Number((await database.ask<{ n: number | string }>(query))[0]?.n ?? 0);
  const overdue = await count(Prisma.sql`
    SELECT COUNT(*) AS n FROM presentation_jobs ${sql.inLeaseOrder}
    WHERE status = 'running' AND lease_expires_at < ${sql.plus(sql.now, -OVERDUE_MS)}`);
  const changes = await count(Prisma.sql`SELECT COUNT(*) AS n FROM job_changes`);
  const paused = await count(Prisma.sql`
    SELECT COUNT(*) AS n FROM queue_state WHERE paused_at IS NOT NULL AND (resume_at IS NULL OR resume_at > ${sql.now})`);
  const findings: Finding[] = [];
  if (overdue > 0) {
    findings.push(
      fail(
        CHECK,
        `${plural(overdue, "job has", "jobs have")} a lease that ended over ${OVERDUE_MS / 1000} s ago, and nobody took it back`,
        "Start a worker; if one runs, look for housekeeping_failed in the log.",
      ),
    );
  }
  if (changes > MANY_CHANGES) {
    findings.push(
      warn(
        CHECK,
        `${plural(changes, "change")} of jobs wait to be counted: charts and counts get slow`,
        "Start a worker, which counts them (a server counts piles only); if one runs, look for housekeeping_failed in the log.",
      ),
    );
  }
  if (paused > 0)
    findings.push(warn(CHECK, "It is paused: nothing new begins", "Resume it on the overview."));
  return findings.length > 0
    ? findings
    : [ok(CHECK, `no overdue lease, ${plural(changes, "change")} to be counted`)];
}
