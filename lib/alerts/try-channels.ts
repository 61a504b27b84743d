import { detailForAudit } from "@/lib/audit/context";
import type { Caller } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import type { AlertTest } from "@/lib/contract/alerts";
import { logger } from "@/lib/log";
import { type Channels, channelsOf, type OutsideChannel, outsideChannels } from "./channels/channels";
import { sendInTime } from "./deliver";
import { testNotice } from "./notice";

/** Sends a test by every channel that is configured, all at once. @returns what became of each */
export async function tryChannels(
  caller: Caller,
  channels: Channels = channelsOf(config().alerts),
): Promise<AlertTest> {
  const notice = testNotice(caller.email ?? caller.name, config().publicUrl, new Date());
  const startedAt = performance.now();
  logger("alerts").warn({ message: notice.message }, "alert_test");
  const log = { channel: "log", outcome: "delivered", error: null } as const;
  const logged = { ...log, duration_ms: Math.round(performance.now() - startedAt) };
  const never = new AbortController().signal;
  const outcomes = await Promise.all(
    outsideChannels.flatMap((channel) => {
      const send = channels[channel];
      return send ? [outcomeOf(channel, sendInTime(send, notice, never))] : [];
    }),
  );
  const all = [logged, ...outcomes];
  detailForAudit({ outcomes: Object.fromEntries(all.map(({ channel, outcome }) => [channel, outcome])) });
  return { outcomes: all };
}

async function outcomeOf(channel: OutsideChannel, sending: ReturnType<typeof sendInTime>) {
  const { error, durationMs } = await sending;
  const outcome = error === null ? ("delivered" as const) : ("failed" as const);
  return { channel, outcome, error, duration_ms: durationMs };
}
