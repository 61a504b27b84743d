-- CreateTable
CREATE TABLE "legacy_rows" (
    "table_name" TEXT NOT NULL,
    "row_id" TEXT NOT NULL,
    "imported_at" DATETIME NOT NULL,
    "remainder" TEXT,

    PRIMARY KEY ("table_name", "row_id")
);
