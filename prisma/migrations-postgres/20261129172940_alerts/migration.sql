-- CreateTable
CREATE TABLE "alert_rules" (
    "kind" TEXT NOT NULL,
    "is_enabled" BOOLEAN,
    "severity" TEXT,
    "threshold" INTEGER,
    "for_seconds" INTEGER,
    "cooldown_seconds" INTEGER,
    "changed_at" TIMESTAMP(3),
    "changed_by" TEXT,
    "snoozed_until" TIMESTAMP(3),
    "snoozed_by" TEXT,
    "snooze_reason" TEXT,
    "state" TEXT NOT NULL DEFAULT 'ok',
    "since" TIMESTAMP(3),
    "value" DOUBLE PRECISION,
    "checked_at" TIMESTAMP(3),
    "notified_at" TIMESTAMP(3),
    "is_told" BOOLEAN NOT NULL DEFAULT false,
    "alert_id" TEXT,

    CONSTRAINT "alert_rules_state_known" CHECK ("state" IN ('ok', 'pending', 'firing')),
    CONSTRAINT "alert_rules_severity_known" CHECK ("severity" IN ('elevated', 'high')),
    CONSTRAINT "alert_rules_alert_while_firing" CHECK (("alert_id" IS NOT NULL) = ("state" = 'firing')),
    CONSTRAINT "alert_rules_pkey" PRIMARY KEY ("kind")
);

-- CreateTable
CREATE TABLE "alerts" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "threshold" INTEGER NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "worst_value" DOUBLE PRECISION NOT NULL,
    "message" TEXT NOT NULL,
    "fired_at" TIMESTAMP(3) NOT NULL,
    "resolved_at" TIMESTAMP(3),

    CONSTRAINT "alerts_severity_known" CHECK ("severity" IN ('elevated', 'high')),
    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_deliveries" (
    "id" SERIAL NOT NULL,
    "alert_id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'waiting',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "due_at" TIMESTAMP(3) NOT NULL,
    "ended_at" TIMESTAMP(3),

    CONSTRAINT "alert_deliveries_event_known" CHECK ("event" IN ('fired', 'resolved')),
    CONSTRAINT "alert_deliveries_channel_known" CHECK ("channel" IN ('command', 'email', 'webhook')),
    CONSTRAINT "alert_deliveries_outcome_known" CHECK ("outcome" IN ('waiting', 'delivered', 'failed')),
    CONSTRAINT "alert_deliveries_ended_unless_waiting" CHECK (("ended_at" IS NULL) = ("outcome" = 'waiting')),
    CONSTRAINT "alert_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "alerts_fired_at_id_idx" ON "alerts"("fired_at", "id");

-- CreateIndex
CREATE INDEX "alert_deliveries_alert_id_idx" ON "alert_deliveries"("alert_id");

-- AddForeignKey
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alerts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: what Prisma cannot express.
-- What there is to tell: a few rows, however many there have been.
CREATE INDEX "idx_alert_deliveries_waiting" ON "alert_deliveries"("id") WHERE "outcome" = 'waiting';
