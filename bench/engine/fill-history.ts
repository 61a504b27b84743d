/** Fills a fresh database with a long history, by SQL: finished jobs with their attempts, and a backlog. */
import { randomUUID } from "node:crypto";
import Database from "better-sqlite3";
import { db } from "@/lib/db/client";
import { rebuildRollups } from "@/lib/stats/rollups/rebuild";
import { LESSON_ID } from "./fresh-database";

const MINUTE_MS = 60_000;
/** History ends this long ago, so that it does not overlap the backlog. */
const AGE_MS = 10 * MINUTE_MS;
const ROWS_PER_COMMIT = 50_000;

/** @param file a migrated database that nobody else has open; `db()` means it too */
export async function fillHistory(file: string, finished: number, pending: number): Promise<void> {
  const database = new Database(file);
  // Nothing here must survive a crash, and random keys want the tree in memory.
  database.pragma("synchronous = OFF");
  database.pragma("cache_size = -1000000");
  const newestMs = Date.now() - AGE_MS;
  const addFinished = database.prepare(`
    INSERT INTO presentation_jobs (id, lesson_id, status, priority, progress, message, created_at, started_at, completed_at,
      run_at, attempt, result_data, slide_count, worker_id, processing_time_seconds, rev)
    VALUES (@id, @lesson, CASE WHEN @n % 50 = 0 THEN 'failed' ELSE 'completed' END, 'normal', 100, '12 slides', @at, @at + 40,
      @at + 1500, @at, 1, '{"files":[]}', 12, 'worker-' || (@n % 8), 1.46, 4)`);
  const addAttempt = database.prepare(`
    INSERT INTO job_attempts (job_id, attempt, worker_id, lease_token, queued_at, started_at, ended_at, outcome)
    VALUES (@id, 1, 'worker-' || (@n % 8), lower(hex(randomblob(16))), @at, @at + 40, @at + 1500, 'completed')`);
  const addPending = database.prepare(`
    INSERT INTO presentation_jobs (id, lesson_id, message, created_at, run_at)
    VALUES (@id, @lesson, 'Waiting in the queue', @at, @at)`);

  const addBatch = database.transaction((from: number, to: number) => {
    for (let n = from; n < to; n++) {
      const row = { id: randomUUID(), lesson: LESSON_ID, n };
      if (n < finished) {
        const aged = { ...row, at: newestMs - (finished - n) * 50 };
        addFinished.run(aged);
        addAttempt.run({ id: aged.id, n, at: aged.at });
      } else {
        addPending.run({ id: row.id, lesson: row.lesson, at: newestMs + (n - finished) });
      }
    }
  });
  for (let from = 0; from < finished + pending; from += ROWS_PER_COMMIT) {
    addBatch(from, Math.min(from + ROWS_PER_COMMIT, finished + pending));
  }
  // A worker would fold a million changes for minutes; rebuilding gives the same.
  database.exec("DELETE FROM job_changes");
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
  await rebuildRollups(db());
  await db().$disconnect();
}
