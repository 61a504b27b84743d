/** The plans of the list on a large table: a page never reads more of it than an index hands over in order. */
import { beforeEach, describe, expect, test } from "vitest";
import { jobListInput } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { databaseKind, setUpTestDatabase } from "@/lib/testing/database";
import { givenLesson, service } from "@/lib/testing/factories";
import { plansWhile } from "@/lib/testing/plans";
import { listJobs } from "./list-jobs";

setUpTestDatabase();

/** More than a list that is sorted in memory has, in every range that the tests read. */
const ROWS = 100_000;

async function givenHistory(): Promise<void> {
  const lesson = await givenLesson();
  const time = (offset: number) => sql.at(Prisma.sql`(1760000000000 + i * 1000 + ${offset})`);
  await db().$executeRaw`
    INSERT INTO presentation_jobs (id, lesson_id, user_id, status, priority, created_at, run_at, started_at, completed_at,
      processing_time_seconds, worker_id, error_code)
    SELECT 'job-' || i, ${lesson}, 'teacher', state, CASE WHEN i % 5 = 0 THEN 'urgent' ELSE 'normal' END, ${time(0)}, ${time(0)},
      ${time(500)}, ${time(1500)}, i % 100, 'worker-a', CASE WHEN state = 'failed' THEN 'llm_timeout' END
    FROM (SELECT i, CASE WHEN i % 4 = 0 THEN 'failed' ELSE 'completed' END AS state FROM (
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS}) SELECT i FROM n) AS numbers) AS jobs`;
  if (databaseKind === "postgres") await db().$executeRawUnsafe("ANALYZE presentation_jobs");
}

/** Lists one page and gives the plans of the statements that pick its jobs; counting stops at a bound, whatever it reads. */
async function plansOf(query: Record<string, string>): Promise<string> {
  const plans = await plansWhile(
    async () => {
      const page = await listJobs(jobListInput.parse({ ...query, limit: "50" }), service);
      expect(page.isExact).toBe(false);
    },
    (statement) => statement.includes("AS picked"),
  );
  return plans.join("\n");
}

describe("a page of a large list", () => {
  beforeEach(givenHistory);

  test("is read through an index, whatever the filter and order", { timeout: 120_000 }, async () => {
    const shapes: [Record<string, string>, string][] = [
      [{}, "idx_jobs_created"],
      [{ sort: "created_at" }, "idx_jobs_created"],
      [{ status: "failed" }, "idx_jobs_status"],
      [{ status: "failed,completed" }, "idx_jobs_status"],
      [{ priority: "urgent,normal" }, "idx_jobs_priority_status"],
      [{ sort: "-priority" }, "idx_jobs_priority_status"],
      [{ user_id: "teacher" }, "idx_jobs_user_status"],
      [{ worker_id: "worker-a" }, "idx_jobs_worker"],
      [{ error_code: "llm_timeout" }, "idx_jobs_error"],
      [{ sort: "-started_at" }, "idx_jobs_started"],
      [{ sort: "queue" }, "idx_jobs_queue_order"],
      [{ sort: "completed_at" }, "idx_jobs_completed"],
      [{ sort: "-processing_time_seconds" }, "idx_jobs_processing"],
      [{ q: "nowhere to be found" }, "idx_jobs_created"],
      [{ style: "high-contrast" }, "idx_jobs_created"],
    ];
    for (const [query, index] of shapes) {
      const plans = await plansOf(query);
      const name = JSON.stringify(query);
      if (databaseKind === "postgres") {
        // It takes no hints, and may rightly prefer another index by its statistics; never the whole table, never a sort of it.
        expect(plans, name).toMatch(/Index (?:Only )?Scan (?:Backward )?using idx_jobs_/);
        expect(plans, name).not.toMatch(/Seq Scan on presentation_jobs j/);
      } else {
        expect(plans, name).toContain(index);
        expect(plans, name).not.toMatch(/SCAN j(?! USING (?:COVERING )?INDEX)/);
      }
    }
  });
});
