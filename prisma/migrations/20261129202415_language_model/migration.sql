-- AlterTable
ALTER TABLE "job_attempts" ADD COLUMN "llm_usage" TEXT;

-- CreateTable
CREATE TABLE "language_model" (
    "id" INTEGER NOT NULL PRIMARY KEY DEFAULT 1,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "rests_until" DATETIME,
    "trouble" TEXT,
    "trouble_at" DATETIME,
    "requests" BIGINT NOT NULL DEFAULT 0,
    "prompt_tokens" BIGINT NOT NULL DEFAULT 0,
    "completion_tokens" BIGINT NOT NULL DEFAULT 0,
    "cost" REAL NOT NULL DEFAULT 0,
    CONSTRAINT "language_model_one_row" CHECK ("id" = 1)
);

-- By hand: the row that is only ever changed.
INSERT INTO "language_model" ("id") VALUES (1);
