-- CreateTable
CREATE TABLE "job_changes" (
    -- By hand: Prisma writes BIGINT, which would be no row id.
    "id" INTEGER NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "completed_at" DATETIME,
    "status" TEXT NOT NULL,
    "style" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "error_code" TEXT,
    "wait_ms" BIGINT,
    "run_ms" BIGINT
);

-- CreateTable
CREATE TABLE "rollups" (
    "minutes" INTEGER NOT NULL,
    "start" DATETIME NOT NULL,
    "part" TEXT NOT NULL,
    "tally" TEXT NOT NULL,

    PRIMARY KEY ("minutes", "start", "part")
);

-- By hand: what becomes of jobs is written down in the transaction of the change itself, so that no crash parts the two. Jobs that were
-- brought in from elsewhere may have run for any number of seconds.
CREATE TRIGGER "job_created" AFTER INSERT ON "presentation_jobs"
BEGIN
    INSERT INTO "job_changes" ("kind", "created_at", "completed_at", "status", "style", "priority", "error_code", "wait_ms", "run_ms")
    VALUES ('created', NEW."created_at", NEW."completed_at", NEW."status", NEW."style", NEW."priority", NEW."error_code",
        NEW."started_at" - NEW."run_at", CAST(ROUND(MIN(MAX(NEW."processing_time_seconds", 0), 1e12) * 1000) AS INTEGER));
END;
-- Jobs that are brought in from elsewhere may have ended already.
CREATE TRIGGER "job_created_ended" AFTER INSERT ON "presentation_jobs"
    WHEN NEW."completed_at" IS NOT NULL
BEGIN
    INSERT INTO "job_changes" ("kind", "created_at", "completed_at", "status", "style", "priority", "error_code", "wait_ms", "run_ms")
    VALUES ('ended', NEW."created_at", NEW."completed_at", NEW."status", NEW."style", NEW."priority", NEW."error_code",
        NEW."started_at" - NEW."run_at", CAST(ROUND(MIN(MAX(NEW."processing_time_seconds", 0), 1e12) * 1000) AS INTEGER));
END;
CREATE TRIGGER "job_ended" AFTER UPDATE OF "completed_at", "status", "style", "priority", "error_code", "processing_time_seconds" ON "presentation_jobs"
    WHEN NEW."completed_at" IS NOT NULL AND (OLD."completed_at" IS NOT NEW."completed_at" OR OLD."status" IS NOT NEW."status" OR OLD."style" IS NOT NEW."style" OR OLD."priority" IS NOT NEW."priority" OR OLD."error_code" IS NOT NEW."error_code" OR OLD."processing_time_seconds" IS NOT NEW."processing_time_seconds")
BEGIN
    INSERT INTO "job_changes" ("kind", "created_at", "completed_at", "status", "style", "priority", "error_code", "wait_ms", "run_ms")
    VALUES ('ended', NEW."created_at", NEW."completed_at", NEW."status", NEW."style", NEW."priority", NEW."error_code",
        NEW."started_at" - NEW."run_at", CAST(ROUND(MIN(MAX(NEW."processing_time_seconds", 0), 1e12) * 1000) AS INTEGER));
END;
-- Retried, or changed afterwards.
CREATE TRIGGER "job_reopened" AFTER UPDATE OF "completed_at", "status", "style", "priority", "error_code", "processing_time_seconds" ON "presentation_jobs"
    WHEN OLD."completed_at" IS NOT NULL AND (OLD."completed_at" IS NOT NEW."completed_at" OR OLD."status" IS NOT NEW."status" OR OLD."style" IS NOT NEW."style" OR OLD."priority" IS NOT NEW."priority" OR OLD."error_code" IS NOT NEW."error_code" OR OLD."processing_time_seconds" IS NOT NEW."processing_time_seconds")
BEGIN
    INSERT INTO "job_changes" ("kind", "created_at", "completed_at", "status", "style", "priority", "error_code", "wait_ms", "run_ms")
    VALUES ('reopened', OLD."created_at", OLD."completed_at", OLD."status", OLD."style", OLD."priority", OLD."error_code",
        OLD."started_at" - OLD."run_at", CAST(ROUND(MIN(MAX(OLD."processing_time_seconds", 0), 1e12) * 1000) AS INTEGER));
END;
CREATE TRIGGER "job_removed" AFTER DELETE ON "presentation_jobs"
BEGIN
    INSERT INTO "job_changes" ("kind", "created_at", "completed_at", "status", "style", "priority", "error_code", "wait_ms", "run_ms")
    VALUES ('removed', OLD."created_at", COALESCE(OLD."completed_at", CAST(unixepoch('subsec') * 1000 AS INTEGER)), OLD."status", OLD."style", OLD."priority", OLD."error_code",
        OLD."started_at" - OLD."run_at", CAST(ROUND(MIN(MAX(OLD."processing_time_seconds", 0), 1e12) * 1000) AS INTEGER));
END;

-- The jobs that are there already.
INSERT INTO "job_changes" ("kind", "created_at", "completed_at", "status", "style", "priority", "error_code", "wait_ms", "run_ms")
SELECT 'created', j."created_at", j."completed_at", j."status", j."style", j."priority", j."error_code", j."started_at" - j."run_at", CAST(ROUND(MIN(MAX(j."processing_time_seconds", 0), 1e12) * 1000) AS INTEGER) FROM "presentation_jobs" AS j;
INSERT INTO "job_changes" ("kind", "created_at", "completed_at", "status", "style", "priority", "error_code", "wait_ms", "run_ms")
SELECT 'ended', j."created_at", j."completed_at", j."status", j."style", j."priority", j."error_code", j."started_at" - j."run_at", CAST(ROUND(MIN(MAX(j."processing_time_seconds", 0), 1e12) * 1000) AS INTEGER) FROM "presentation_jobs" AS j WHERE j."completed_at" IS NOT NULL;
