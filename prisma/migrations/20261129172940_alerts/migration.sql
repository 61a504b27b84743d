-- CreateTable
CREATE TABLE "alert_rules" (
    "kind" TEXT NOT NULL PRIMARY KEY,
    "is_enabled" BOOLEAN,
    "severity" TEXT,
    "threshold" INTEGER,
    "for_seconds" INTEGER,
    "cooldown_seconds" INTEGER,
    "changed_at" DATETIME,
    "changed_by" TEXT,
    "snoozed_until" DATETIME,
    "snoozed_by" TEXT,
    "snooze_reason" TEXT,
    "state" TEXT NOT NULL DEFAULT 'ok',
    "since" DATETIME,
    "value" REAL,
    "checked_at" DATETIME,
    "notified_at" DATETIME,
    "is_told" BOOLEAN NOT NULL DEFAULT false,
    "alert_id" TEXT,

    CONSTRAINT "alert_rules_state_known" CHECK ("state" IN ('ok', 'pending', 'firing')),
    CONSTRAINT "alert_rules_severity_known" CHECK ("severity" IN ('elevated', 'high')),
    CONSTRAINT "alert_rules_alert_while_firing" CHECK (("alert_id" IS NOT NULL) = ("state" = 'firing'))
);

-- CreateTable
CREATE TABLE "alerts" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "threshold" INTEGER NOT NULL,
    "value" REAL NOT NULL,
    "worst_value" REAL NOT NULL,
    "message" TEXT NOT NULL,
    "fired_at" DATETIME NOT NULL,
    "resolved_at" DATETIME,

    CONSTRAINT "alerts_severity_known" CHECK ("severity" IN ('elevated', 'high'))
);

-- CreateTable
CREATE TABLE "alert_deliveries" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "alert_id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'waiting',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "due_at" DATETIME NOT NULL,
    "ended_at" DATETIME,

    CONSTRAINT "alert_deliveries_event_known" CHECK ("event" IN ('fired', 'resolved')),
    CONSTRAINT "alert_deliveries_channel_known" CHECK ("channel" IN ('command', 'email', 'webhook')),
    CONSTRAINT "alert_deliveries_outcome_known" CHECK ("outcome" IN ('waiting', 'delivered', 'failed')),
    CONSTRAINT "alert_deliveries_ended_unless_waiting" CHECK (("ended_at" IS NULL) = ("outcome" = 'waiting')),
    CONSTRAINT "alert_deliveries_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alerts" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "alerts_fired_at_id_idx" ON "alerts"("fired_at", "id");

-- CreateIndex
CREATE INDEX "alert_deliveries_alert_id_idx" ON "alert_deliveries"("alert_id");

-- By hand: what Prisma cannot express.
-- What there is to tell: a few rows, however many there have been.
CREATE INDEX "idx_alert_deliveries_waiting" ON "alert_deliveries"("id") WHERE "outcome" = 'waiting';
