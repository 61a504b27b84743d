-- CreateTable
CREATE TABLE "legacy_rows" (
    "table_name" TEXT NOT NULL,
    "row_id" TEXT NOT NULL,
    "imported_at" TIMESTAMP(3) NOT NULL,
    "remainder" TEXT,

    CONSTRAINT "legacy_rows_pkey" PRIMARY KEY ("table_name","row_id")
);
