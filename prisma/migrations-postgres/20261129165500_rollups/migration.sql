-- CreateTable
CREATE TABLE "job_changes" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "completed_at" TIMESTAMP(3),
    "status" TEXT NOT NULL,
    "style" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "error_code" TEXT,
    "wait_ms" BIGINT,
    "run_ms" BIGINT,

    CONSTRAINT "job_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rollups" (
    "minutes" INTEGER NOT NULL,
    "start" TIMESTAMP(3) NOT NULL,
    "part" TEXT NOT NULL,
    "tally" TEXT NOT NULL,

    CONSTRAINT "rollups_pkey" PRIMARY KEY ("minutes","start","part")
);

-- By hand: what becomes of jobs is written down in the transaction of the change itself, so that no crash parts the two. Jobs that were
-- brought in from elsewhere may have run for any number of seconds.
CREATE FUNCTION "count_new_job"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "job_changes" ("kind", "created_at", "completed_at", "status", "style", "priority", "error_code", "wait_ms", "run_ms")
    VALUES (TG_ARGV[0], NEW."created_at", NEW."completed_at", NEW."status", NEW."style", NEW."priority", NEW."error_code",
            extract(epoch FROM NEW."started_at" - NEW."run_at") * 1000, CASE WHEN NEW."processing_time_seconds" IS NOT NULL THEN round(LEAST(GREATEST(NEW."processing_time_seconds", 0), 1e12)::numeric * 1000) END);
    RETURN NULL;
END
$$;
CREATE FUNCTION "count_old_job"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "job_changes" ("kind", "created_at", "completed_at", "status", "style", "priority", "error_code", "wait_ms", "run_ms")
    VALUES (TG_ARGV[0], OLD."created_at", OLD."completed_at", OLD."status", OLD."style", OLD."priority", OLD."error_code",
            extract(epoch FROM OLD."started_at" - OLD."run_at") * 1000, CASE WHEN OLD."processing_time_seconds" IS NOT NULL THEN round(LEAST(GREATEST(OLD."processing_time_seconds", 0), 1e12)::numeric * 1000) END);
    RETURN NULL;
END
$$;
CREATE FUNCTION "count_removed_job"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "job_changes" ("kind", "created_at", "completed_at", "status", "style", "priority", "error_code", "wait_ms", "run_ms")
    VALUES (TG_ARGV[0], OLD."created_at", COALESCE(OLD."completed_at", (statement_timestamp() AT TIME ZONE 'UTC')::timestamp(3)), OLD."status", OLD."style", OLD."priority", OLD."error_code",
            extract(epoch FROM OLD."started_at" - OLD."run_at") * 1000, CASE WHEN OLD."processing_time_seconds" IS NOT NULL THEN round(LEAST(GREATEST(OLD."processing_time_seconds", 0), 1e12)::numeric * 1000) END);
    RETURN NULL;
END
$$;
CREATE TRIGGER "job_created" AFTER INSERT ON "presentation_jobs" FOR EACH ROW
    EXECUTE FUNCTION "count_new_job"('created');
-- Jobs that are brought in from elsewhere may have ended already.
CREATE TRIGGER "job_created_ended" AFTER INSERT ON "presentation_jobs" FOR EACH ROW
    WHEN (NEW."completed_at" IS NOT NULL)
    EXECUTE FUNCTION "count_new_job"('ended');
CREATE TRIGGER "job_ended" AFTER UPDATE ON "presentation_jobs" FOR EACH ROW
    WHEN (NEW."completed_at" IS NOT NULL AND (OLD."completed_at" IS DISTINCT FROM NEW."completed_at" OR OLD."status" IS DISTINCT FROM NEW."status" OR OLD."style" IS DISTINCT FROM NEW."style" OR OLD."priority" IS DISTINCT FROM NEW."priority" OR OLD."error_code" IS DISTINCT FROM NEW."error_code" OR OLD."processing_time_seconds" IS DISTINCT FROM NEW."processing_time_seconds"))
    EXECUTE FUNCTION "count_new_job"('ended');
-- Retried, or changed afterwards.
CREATE TRIGGER "job_reopened" AFTER UPDATE ON "presentation_jobs" FOR EACH ROW
    WHEN (OLD."completed_at" IS NOT NULL AND (OLD."completed_at" IS DISTINCT FROM NEW."completed_at" OR OLD."status" IS DISTINCT FROM NEW."status" OR OLD."style" IS DISTINCT FROM NEW."style" OR OLD."priority" IS DISTINCT FROM NEW."priority" OR OLD."error_code" IS DISTINCT FROM NEW."error_code" OR OLD."processing_time_seconds" IS DISTINCT FROM NEW."processing_time_seconds"))
    EXECUTE FUNCTION "count_old_job"('reopened');
CREATE TRIGGER "job_removed" AFTER DELETE ON "presentation_jobs" FOR EACH ROW
    EXECUTE FUNCTION "count_removed_job"('removed');

-- The jobs that are there already.
INSERT INTO "job_changes" ("kind", "created_at", "completed_at", "status", "style", "priority", "error_code", "wait_ms", "run_ms")
SELECT 'created', j."created_at", j."completed_at", j."status", j."style", j."priority", j."error_code", extract(epoch FROM j."started_at" - j."run_at") * 1000, CASE WHEN j."processing_time_seconds" IS NOT NULL THEN round(LEAST(GREATEST(j."processing_time_seconds", 0), 1e12)::numeric * 1000) END FROM "presentation_jobs" AS j;
INSERT INTO "job_changes" ("kind", "created_at", "completed_at", "status", "style", "priority", "error_code", "wait_ms", "run_ms")
SELECT 'ended', j."created_at", j."completed_at", j."status", j."style", j."priority", j."error_code", extract(epoch FROM j."started_at" - j."run_at") * 1000, CASE WHEN j."processing_time_seconds" IS NOT NULL THEN round(LEAST(GREATEST(j."processing_time_seconds", 0), 1e12)::numeric * 1000) END FROM "presentation_jobs" AS j WHERE j."completed_at" IS NOT NULL;
