-- DropIndex
DROP INDEX "audit_log_at_idx";

-- DropIndex
DROP INDEX "audit_log_actor_id_id_idx";

-- DropIndex
DROP INDEX "audit_log_action_id_idx";

-- DropIndex
DROP INDEX "audit_log_target_type_target_id_id_idx";

-- AlterTable
ALTER TABLE "workers" ADD COLUMN     "order_reason" TEXT,
ADD COLUMN     "ordered_by" TEXT;

-- CreateIndex
CREATE INDEX "audit_log_at_id_idx" ON "audit_log"("at", "id");

-- CreateIndex
CREATE INDEX "audit_log_actor_id_at_id_idx" ON "audit_log"("actor_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_log_action_at_id_idx" ON "audit_log"("action", "at", "id");

-- CreateIndex
CREATE INDEX "audit_log_target_id_at_id_idx" ON "audit_log"("target_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_log_request_id_at_id_idx" ON "audit_log"("request_id", "at", "id");
