import { type Caller, ownerOf } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import { alertChannels, alertKinds } from "@/lib/contract/alert-rules";
import type { AlertOverview } from "@/lib/contract/alerts";
import { db } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/now";
import { channelsOf } from "./channels/channels";
import { ruleRows, toAlertRule } from "./effective-rule";

const urgency = { firing: 0, pending: 1, ok: 2 } as const;

/** Every rule as it stands, firing ones first, and who would be told. Nothing for a teacher. */
export async function readAlerts(caller: Caller): Promise<AlertOverview> {
  if (ownerOf(caller) !== null) return { rules: [], channels: [] };
  const [rows, nowMs] = await Promise.all([ruleRows(db()), databaseNow()]);
  const now = new Date(nowMs);
  const rules = alertKinds.map((kind) => toAlertRule(kind, rows.get(kind), now));
  const configured = channelsOf(config().alerts);
  return {
    rules: rules.toSorted((a, b) => urgency[a.state] - urgency[b.state]),
    channels: alertChannels.map((channel) => ({
      channel,
      is_configured: channel === "log" || configured[channel] !== undefined,
    })),
  };
}
