-- CreateTable
CREATE TABLE "settings" (
    "name" TEXT NOT NULL,
    "value" INTEGER NOT NULL,
    "changed_at" TIMESTAMP(3) NOT NULL,
    "changed_by" TEXT NOT NULL,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("name")
);
