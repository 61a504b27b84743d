-- AlterTable
ALTER TABLE "export_files" ADD COLUMN     "sha256" TEXT;

-- CreateTable
CREATE TABLE "dropped_files" (
    "id" SERIAL NOT NULL,
    "path" TEXT NOT NULL,

    CONSTRAINT "dropped_files_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "export_files_path_idx" ON "export_files"("path");

-- By hand: what a deletion leaves without a row is written down in its own transaction, also where a lesson's deletion cascades.
CREATE FUNCTION "note_dropped_file"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "dropped_files" ("path") VALUES (OLD."path");
    RETURN NULL;
END
$$;
CREATE TRIGGER "export_file_dropped" AFTER DELETE ON "export_files" FOR EACH ROW
    EXECUTE FUNCTION "note_dropped_file"();
