-- DropIndex
DROP INDEX "idx_jobs_status";

-- DropIndex
DROP INDEX "idx_jobs_user_status";

-- DropIndex
DROP INDEX "idx_jobs_priority_status";

-- DropIndex
DROP INDEX "idx_jobs_lesson";

-- DropIndex
DROP INDEX "idx_jobs_worker";

-- AlterTable
ALTER TABLE "job_attempts" ADD COLUMN     "log" TEXT;

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "principal" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("principal","key")
);

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE INDEX "idx_jobs_status" ON "presentation_jobs"("status", "created_at", "id");

-- CreateIndex
CREATE INDEX "idx_jobs_user_status" ON "presentation_jobs"("user_id", "status", "created_at", "id");

-- CreateIndex
CREATE INDEX "idx_jobs_priority_status" ON "presentation_jobs"("priority", "status", "created_at", "id");

-- CreateIndex
CREATE INDEX "idx_jobs_lesson" ON "presentation_jobs"("lesson_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "idx_jobs_worker" ON "presentation_jobs"("worker_id", "created_at", "id");

-- By hand: only rows that have the value, so that the others cost nothing.
-- The list by error.
CREATE INDEX "idx_jobs_error" ON "presentation_jobs"("error_code", "created_at", "id") WHERE "error_code" IS NOT NULL;
-- The list sorted by start and by run time.
CREATE INDEX "idx_jobs_started" ON "presentation_jobs"("started_at") WHERE "started_at" IS NOT NULL;
CREATE INDEX "idx_jobs_processing" ON "presentation_jobs"("processing_time_seconds") WHERE "processing_time_seconds" IS NOT NULL;
