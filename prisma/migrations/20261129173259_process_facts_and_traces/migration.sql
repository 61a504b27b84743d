-- AlterTable
ALTER TABLE "presentation_jobs" ADD COLUMN "trace_parent" TEXT;

-- AlterTable
-- By hand: Prisma would make the table anew, for defaults that SQLite adds in place.
ALTER TABLE "workers" ADD COLUMN "heap_used_bytes" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "workers" ADD COLUMN "cpu_seconds" REAL NOT NULL DEFAULT 0;
ALTER TABLE "workers" ADD COLUMN "event_loop_lag_ms" REAL NOT NULL DEFAULT 0;
ALTER TABLE "workers" ADD COLUMN "open_files" INTEGER;
