-- CreateTable
CREATE TABLE "settings" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" INTEGER NOT NULL,
    "changed_at" DATETIME NOT NULL,
    "changed_by" TEXT NOT NULL
);
