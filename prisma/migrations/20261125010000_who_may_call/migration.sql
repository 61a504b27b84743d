-- AlterTable
ALTER TABLE "users" ADD COLUMN "disabled_at" DATETIME;

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "previous_hash" TEXT,
    "previous_expires_at" DATETIME,
    "scopes" TEXT NOT NULL,
    "may_act_for_others" BOOLEAN NOT NULL DEFAULT false,
    "owner_id" TEXT,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "last_used_at" DATETIME,
    "rotated_at" DATETIME,
    "revoked_at" DATETIME,
    CONSTRAINT "api_tokens_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "totps" (
    "user_id" TEXT NOT NULL PRIMARY KEY,
    "secret" TEXT NOT NULL,
    "confirmed_at" DATETIME,
    "last_step" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "totps_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "backup_codes" (
    "user_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    PRIMARY KEY ("user_id", "hash"),
    CONSTRAINT "backup_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "credential_id" TEXT,
    "address" TEXT,
    "action" TEXT NOT NULL,
    "target_type" TEXT,
    "target_id" TEXT,
    "outcome" TEXT NOT NULL DEFAULT 'done',
    "request_id" TEXT,
    "details" TEXT,
    CONSTRAINT "audit_log_actor_kind_known" CHECK ("actor_kind" IN ('person', 'app-user', 'service', 'system', 'anonymous')),
    CONSTRAINT "audit_log_outcome_known" CHECK ("outcome" IN ('done', 'denied'))
);

-- CreateTable
CREATE TABLE "audit_pruning" (
    "id" INTEGER NOT NULL PRIMARY KEY DEFAULT 1,
    "before" DATETIME,
    CONSTRAINT "audit_pruning_one_row" CHECK ("id" = 1)
);

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_prefix_key" ON "api_tokens"("prefix");

-- CreateIndex
CREATE INDEX "api_tokens_owner_id_idx" ON "api_tokens"("owner_id");

-- CreateIndex
CREATE INDEX "api_tokens_created_at_id_idx" ON "api_tokens"("created_at", "id");

-- CreateIndex
CREATE INDEX "audit_log_at_idx" ON "audit_log"("at");

-- CreateIndex
CREATE INDEX "audit_log_actor_id_id_idx" ON "audit_log"("actor_id", "id");

-- CreateIndex
CREATE INDEX "audit_log_action_id_idx" ON "audit_log"("action", "id");

-- CreateIndex
CREATE INDEX "audit_log_target_type_target_id_id_idx" ON "audit_log"("target_type", "target_id", "id");

INSERT INTO "audit_pruning" ("id") VALUES (1);

-- The audit log only grows. Entries may be deleted while audit_pruning says up to when, and none of the last 30 days.
CREATE TRIGGER "audit_log_no_update" BEFORE UPDATE ON "audit_log"
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER "audit_log_no_delete" BEFORE DELETE ON "audit_log"
WHEN OLD."at" > CAST(unixepoch('subsec') * 1000 AS INTEGER) - 2592000000
    OR NOT EXISTS (SELECT 1 FROM "audit_pruning" WHERE "before" > OLD."at")
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

-- Tokens of sessions are hashed from here on; those before stand there as they are. People sign in again.
DELETE FROM "sessions";
