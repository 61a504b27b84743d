-- AlterTable
ALTER TABLE "export_files" ADD COLUMN "sha256" TEXT;

-- CreateTable
CREATE TABLE "dropped_files" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "path" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "export_files_path_idx" ON "export_files"("path");

-- By hand: what a deletion leaves without a row is written down in its own transaction, also where a lesson's deletion cascades.
CREATE TRIGGER "export_file_dropped" AFTER DELETE ON "export_files"
BEGIN
    INSERT INTO "dropped_files" ("path") VALUES (OLD."path");
END;
