-- AlterTable
ALTER TABLE "presentation_jobs" ADD COLUMN     "trace_parent" TEXT;

-- AlterTable
ALTER TABLE "workers" ADD COLUMN     "cpu_seconds" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "event_loop_lag_ms" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "heap_used_bytes" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "open_files" INTEGER;
