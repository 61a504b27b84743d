-- CreateTable
CREATE TABLE "presentation_jobs" (
    "id" TEXT NOT NULL,
    "lesson_id" TEXT NOT NULL,
    "user_id" TEXT,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "priority" TEXT NOT NULL DEFAULT 'normal',
    "progress" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL,
    "started_at" TIMESTAMP(3),
    "completed_at" TIMESTAMP(3),
    "timeout_seconds" INTEGER NOT NULL DEFAULT 30,
    "presentation_id" TEXT,
    "slide_count" INTEGER,
    "result_data" TEXT,
    "retry_count" INTEGER NOT NULL DEFAULT 0,
    "max_retries" INTEGER NOT NULL DEFAULT 2,
    "error_code" TEXT,
    "error_message" TEXT,
    "error_details" TEXT,
    "style" TEXT NOT NULL DEFAULT 'default',
    "use_llm_polish" BOOLEAN NOT NULL DEFAULT true,
    "worker_id" TEXT,
    "queue_position" INTEGER,
    "processing_time_seconds" DOUBLE PRECISION,
    "run_at" TIMESTAMP(3) NOT NULL,
    "priority_rank" INTEGER NOT NULL DEFAULT 1,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "lease_token" TEXT,
    "lease_expires_at" TIMESTAMP(3),
    "stages" TEXT,
    "rev" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "presentation_jobs_status_known" CHECK ("status" IN ('pending', 'running', 'completed', 'failed', 'cancelled', 'timeout')),
    CONSTRAINT "presentation_jobs_priority_known" CHECK ("priority" IN ('urgent', 'high', 'normal', 'low')),
    CONSTRAINT "presentation_jobs_progress_range" CHECK ("progress" BETWEEN 0 AND 100),
    CONSTRAINT "presentation_jobs_completed_at_final" CHECK (("completed_at" IS NOT NULL) = ("status" NOT IN ('pending', 'running'))),
    CONSTRAINT "presentation_jobs_lease_running" CHECK (("lease_token" IS NOT NULL) = ("status" = 'running')),
    CONSTRAINT "presentation_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_attempts" (
    "id" SERIAL NOT NULL,
    "job_id" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "worker_id" TEXT NOT NULL,
    "lease_token" TEXT NOT NULL,
    "queued_at" TIMESTAMP(3) NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL,
    "ended_at" TIMESTAMP(3),
    "outcome" TEXT NOT NULL DEFAULT 'running',
    "error_code" TEXT,
    "error_message" TEXT,
    "stack" TEXT,
    "stages" TEXT,

    CONSTRAINT "job_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workers" (
    "id" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "slots" INTEGER NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL,
    "heartbeat_at" TIMESTAMP(3) NOT NULL,
    "running_jobs" INTEGER NOT NULL DEFAULT 0,
    "memory_bytes" BIGINT NOT NULL DEFAULT 0,
    "paused_at" TIMESTAMP(3),
    "resume_at" TIMESTAMP(3),
    "draining_at" TIMESTAMP(3),

    CONSTRAINT "workers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "queue_state" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "paused_at" TIMESTAMP(3),
    "paused_by" TEXT,
    "reason" TEXT,
    "resume_at" TIMESTAMP(3),

    CONSTRAINT "queue_state_one_row" CHECK ("id" = 1),
    CONSTRAINT "queue_state_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duties" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "duties_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "lessons" (
    "id" TEXT NOT NULL,
    "user_id" TEXT,
    "title" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "content_format" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "lessons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "presentations" (
    "id" TEXT NOT NULL,
    "lesson_id" TEXT NOT NULL,
    "lesson_revision" INTEGER NOT NULL,
    "version" TEXT NOT NULL DEFAULT 'p1.0',
    "status" TEXT NOT NULL DEFAULT 'complete',
    "style" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "total_slides" INTEGER NOT NULL,
    "total_duration_minutes" DOUBLE PRECISION,
    "language" TEXT NOT NULL DEFAULT 'en',
    "content" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "presentations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_files" (
    "id" SERIAL NOT NULL,
    "presentation_id" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "generated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "export_files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'viewer',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "user_id" TEXT NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMP(3),
    "refresh_token_expires_at" TIMESTAMP(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "idx_jobs_status" ON "presentation_jobs"("status");

-- CreateIndex
CREATE INDEX "idx_jobs_user_status" ON "presentation_jobs"("user_id", "status");

-- CreateIndex
CREATE INDEX "idx_jobs_priority_status" ON "presentation_jobs"("priority", "status");

-- CreateIndex
CREATE INDEX "idx_jobs_created" ON "presentation_jobs"("created_at", "id");

-- CreateIndex
CREATE INDEX "idx_jobs_lesson" ON "presentation_jobs"("lesson_id");

-- CreateIndex
CREATE INDEX "idx_jobs_worker" ON "presentation_jobs"("worker_id");

-- CreateIndex
CREATE UNIQUE INDEX "job_attempts_lease_token_key" ON "job_attempts"("lease_token");

-- CreateIndex
CREATE UNIQUE INDEX "job_attempts_job_id_attempt_key" ON "job_attempts"("job_id", "attempt");

-- CreateIndex
CREATE INDEX "workers_heartbeat_at_idx" ON "workers"("heartbeat_at");

-- CreateIndex
CREATE INDEX "lessons_user_id_updated_at_id_idx" ON "lessons"("user_id", "updated_at", "id");

-- CreateIndex
CREATE INDEX "lessons_updated_at_id_idx" ON "lessons"("updated_at", "id");

-- CreateIndex
CREATE INDEX "presentations_lesson_id_created_at_idx" ON "presentations"("lesson_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "export_files_presentation_id_format_key" ON "export_files"("presentation_id", "format");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions"("token");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");

-- CreateIndex
CREATE INDEX "verifications_identifier_idx" ON "verifications"("identifier");

-- AddForeignKey
ALTER TABLE "presentation_jobs" ADD CONSTRAINT "presentation_jobs_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lessons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job_attempts" ADD CONSTRAINT "job_attempts_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "presentation_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presentations" ADD CONSTRAINT "presentations_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lessons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "export_files" ADD CONSTRAINT "export_files_presentation_id_fkey" FOREIGN KEY ("presentation_id") REFERENCES "presentations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: what Prisma cannot express.
-- The claim's order over pending rows only, so that its cost does not grow with history. Pending rows are those without a lease that
-- have not ended (see the constraints): in these words no other index leads to them (lib/db/postgres-dialect.ts, isQueued).
CREATE INDEX "idx_jobs_queue_order" ON "presentation_jobs"("priority_rank" DESC, "created_at", "id") WHERE "lease_token" IS NULL AND "completed_at" IS NULL;
-- When the next delayed job becomes due.
CREATE INDEX "idx_jobs_run_at" ON "presentation_jobs"("run_at") WHERE "status" = 'pending';
-- Running rows whose lease has ended.
CREATE INDEX "idx_jobs_lease" ON "presentation_jobs"("lease_expires_at") WHERE "status" = 'running';
-- What may be pruned, oldest first.
CREATE INDEX "idx_jobs_completed" ON "presentation_jobs"("completed_at") WHERE "completed_at" IS NOT NULL;
CREATE INDEX "idx_presentations_stale" ON "presentations"("updated_at") WHERE "status" = 'stale';

INSERT INTO "queue_state" ("id") VALUES (1);

-- A job changes several times and is gone within days: room in its page keeps most of its changes out of the indexes, and fresh
-- statistics keep the claim on its index.
ALTER TABLE "presentation_jobs" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
ALTER TABLE "job_attempts" SET (fillfactor = 80);

-- Wakes whoever listens, in every process, at commit (lib/db/postgres-change-feed.ts). Several notices of a transaction become one.
CREATE FUNCTION "notify_presentation_jobs_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('presentation_jobs_changed', '');
    RETURN NULL;
END
$$;

-- Not for renewed leases and waiting times: they change nothing that anybody waits for, and every worker would wake for them.
CREATE TRIGGER "presentation_jobs_changed"
    AFTER INSERT OR DELETE OR UPDATE OF "status", "run_at", "rev" ON "presentation_jobs"
    FOR EACH STATEMENT EXECUTE FUNCTION "notify_presentation_jobs_changed"();
CREATE TRIGGER "queue_state_changed"
    AFTER UPDATE ON "queue_state"
    FOR EACH STATEMENT EXECUTE FUNCTION "notify_presentation_jobs_changed"();
-- Not for heartbeats.
CREATE TRIGGER "workers_changed"
    AFTER UPDATE OF "paused_at", "resume_at", "draining_at" ON "workers"
    FOR EACH STATEMENT EXECUTE FUNCTION "notify_presentation_jobs_changed"();
