-- DropIndex
DROP INDEX "lessons_user_id_updated_at_id_idx";

-- DropIndex
DROP INDEX "lessons_updated_at_id_idx";

-- CreateIndex
CREATE INDEX "lessons_user_id_created_at_id_idx" ON "lessons"("user_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "lessons_created_at_id_idx" ON "lessons"("created_at", "id");
