-- AlterTable
ALTER TABLE "job_attempts" ADD COLUMN "llm_usage" TEXT;

-- CreateTable
CREATE TABLE "language_model" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "rests_until" TIMESTAMP(3),
    "trouble" TEXT,
    "trouble_at" TIMESTAMP(3),
    "requests" BIGINT NOT NULL DEFAULT 0,
    "prompt_tokens" BIGINT NOT NULL DEFAULT 0,
    "completion_tokens" BIGINT NOT NULL DEFAULT 0,
    "cost" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "language_model_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "language_model_one_row" CHECK ("id" = 1)
);

-- By hand: the row that is only ever changed.
INSERT INTO "language_model" ("id") VALUES (1);
