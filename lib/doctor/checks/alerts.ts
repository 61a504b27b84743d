/** Whether people hear of alerts: what was given up, or fails again and again, says that a channel does not work. */
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { type Finding, ok, plural, warn } from "../finding";
import type { ReadOnlyDatabase } from "../read-only-database";

const CHECK = "alerts";
const DAY_MS = 24 * 60 * 60 * 1000;

export async function checkAlerts(database: ReadOnlyDatabase): Promise<Finding[]> {
  const failed = await database.ask<{ channel: string; n: number | string }>(Prisma.sql`
    SELECT channel, COUNT(*) AS n FROM alert_deliveries
    WHERE (outcome = 'failed' AND ended_at >= ${sql.plus(sql.now, -DAY_MS)}) OR (outcome = 'waiting' AND tries >= 3)
    GROUP BY channel ORDER BY channel`);
  if (failed.length === 0) return [ok(CHECK, "Every message of the last day was delivered")];
  const remedy = "See alert_not_delivered in the log, mend it, then: Send a test, on the page Alerts.";
  return failed.map(({ channel, n }) =>
    warn(
      CHECK,
      `${plural(Number(n), "message")} by ${channel} could not be delivered within the last day`,
      remedy,
    ),
  );
}
