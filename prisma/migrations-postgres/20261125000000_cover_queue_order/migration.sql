-- With run_at in it, the index alone tells which jobs are due: a claim passes over delayed jobs, and a place in the queue is
-- counted, without a look at the table.
DROP INDEX "idx_jobs_queue_order";
CREATE INDEX "idx_jobs_queue_order" ON "presentation_jobs"("priority_rank" DESC, "created_at", "id", "run_at") WHERE "lease_token" IS NULL AND "completed_at" IS NULL;
