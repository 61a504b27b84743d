-- CreateTable
CREATE TABLE "bulk_actions" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'scheduled',
    "filter" TEXT,
    "job_ids" TEXT,
    "is_forced" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT,
    "started_by" TEXT NOT NULL,
    "owner_id" TEXT,
    "total" INTEGER NOT NULL,
    "total_is_exact" BOOLEAN NOT NULL DEFAULT true,
    "seen" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "restored" INTEGER NOT NULL DEFAULT 0,
    "kept" INTEGER NOT NULL DEFAULT 0,
    "reasons" TEXT NOT NULL DEFAULT '[]',
    "cursor" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "error_message" TEXT,
    "created_at" DATETIME NOT NULL,
    "run_at" DATETIME NOT NULL,
    "started_at" DATETIME,
    "ended_at" DATETIME,
    "undo_until" DATETIME,
    "undone_at" DATETIME,
    "lease_token" TEXT,
    "lease_expires_at" DATETIME,
    "served_at" DATETIME NOT NULL,
    CONSTRAINT "bulk_actions_kind_known" CHECK ("kind" IN ('cancel', 'retry', 'delete')),
    CONSTRAINT "bulk_actions_state_known" CHECK ("state" IN ('scheduled', 'running', 'completed', 'aborted', 'failed', 'undoing', 'undone')),
    CONSTRAINT "bulk_actions_one_target" CHECK (("filter" IS NULL) <> ("job_ids" IS NULL)),
    CONSTRAINT "bulk_actions_ended_at_final" CHECK (("ended_at" IS NULL) = ("state" IN ('scheduled', 'running'))),
    CONSTRAINT "bulk_actions_all_counted" CHECK ("seen" = "changed" + "skipped" + "failed")
);

-- CreateTable
CREATE TABLE "bulk_action_items" (
    "action_id" TEXT NOT NULL,
    "job_id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "status" TEXT,
    "rev" INTEGER,

    CONSTRAINT "bulk_action_items_outcome_known" CHECK ("outcome" IN ('changed', 'skipped', 'failed', 'kept')),
    PRIMARY KEY ("action_id", "outcome", "job_id"),
    CONSTRAINT "bulk_action_items_action_id_fkey" FOREIGN KEY ("action_id") REFERENCES "bulk_actions" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "bulk_actions_created_at_id_idx" ON "bulk_actions"("created_at", "id");

-- CreateIndex
CREATE INDEX "bulk_actions_owner_id_created_at_id_idx" ON "bulk_actions"("owner_id", "created_at", "id");

-- By hand: what Prisma cannot express.
-- What there is to do: a few rows, however many actions there have been.
CREATE INDEX "idx_bulk_actions_due" ON "bulk_actions"("served_at") WHERE "state" IN ('scheduled', 'running', 'undoing');
