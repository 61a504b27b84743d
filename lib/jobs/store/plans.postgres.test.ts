/** PostgreSQL takes no hints: its planner must choose the queue's indexes by itself, also while its statistics are old. */
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenLesson } from "@/lib/testing/factories";

setUpTestDatabase();

/** A history of 20,000 jobs, one in twenty of which is still waiting. */
async function givenHistory(): Promise<void> {
  const lesson = await givenLesson();
  await db().$executeRaw`
    INSERT INTO presentation_jobs (id, lesson_id, status, priority_rank, created_at, run_at, completed_at, lease_token, lease_expires_at)
    SELECT 'job-' || n, ${lesson}, state, n % 4, at, at, CASE WHEN state = 'completed' THEN at END,
      CASE WHEN state = 'running' THEN 'token' END, CASE WHEN state = 'running' THEN at END
    FROM (SELECT n, timestamp '2026-01-01' + n * interval '1 second' AS at,
      CASE WHEN n % 20 = 0 THEN 'pending' WHEN n % 500 = 1 THEN 'running' ELSE 'completed' END AS state
      FROM generate_series(1, 20000) AS n) AS jobs`;
}

async function planOf(select: Prisma.Sql): Promise<string> {
  const lines = await db().$queryRaw<{ "QUERY PLAN": string }[]>`EXPLAIN ${select}`;
  return lines.map((line) => line["QUERY PLAN"]).join("\n");
}

const claim = () =>
  planOf(Prisma.sql`SELECT id FROM presentation_jobs WHERE ${sql.isQueued} AND run_at <= ${sql.now}
    ORDER BY priority_rank DESC, created_at, id LIMIT 200 FOR UPDATE SKIP LOCKED`);

test("a claim walks the queue's index, with statistics and without", async () => {
  await db().$executeRawUnsafe("ANALYZE presentation_jobs");
  await givenHistory();
  for (const statistics of ["of the empty table", "up to date"]) {
    if (statistics === "up to date") await db().$executeRawUnsafe("ANALYZE presentation_jobs");
    const plan = await claim();
    expect(plan, statistics).toContain("Index Scan using idx_jobs_queue_order");
    expect(plan, statistics).not.toContain("Sort");
    // Delayed jobs stand in the same order: the index passes over them, without their rows.
    expect(plan, statistics).toMatch(/Index Cond: \(run_at <=/);
  }
});

test("reaping and the next due time walk indexes of their own", async () => {
  await givenHistory();
  await db().$executeRawUnsafe("ANALYZE presentation_jobs");
  expect(
    await planOf(Prisma.sql`SELECT id FROM presentation_jobs WHERE status = 'running' AND lease_expires_at < ${sql.now}
      ORDER BY lease_expires_at LIMIT 500 FOR UPDATE SKIP LOCKED`),
  ).toContain("idx_jobs_lease");
  expect(
    await planOf(Prisma.sql`SELECT MIN(run_at) FROM presentation_jobs WHERE status = 'pending'`),
  ).toContain("idx_jobs_run_at");
});

test("lists of jobs are found by key, with statistics and without", async () => {
  await givenHistory();
  const ids = Array.from({ length: 10 }, (_, n) => `job-${n + 1}`);
  const rows = sql.rowsOf(
    ids.map((id) => ({ job_id: id })),
    { job_id: "text" },
  );
  const byList = Prisma.sql`SELECT rev FROM presentation_jobs WHERE id IN ${sql.oneOf(ids)}`;
  const byRows = Prisma.sql`UPDATE presentation_jobs SET progress = 1 FROM ${rows} WHERE id = v.job_id`;
  for (const statistics of ["none", "up to date"]) {
    if (statistics === "up to date") await db().$executeRawUnsafe("ANALYZE presentation_jobs");
    for (const statement of [byList, byRows]) {
      const plan = await planOf(statement);
      expect(plan, statistics).toContain("presentation_jobs_pkey");
      expect(plan, statistics).not.toContain("Seq Scan");
    }
  }
});
