/** The ways by which people are told of alerts when they do not look: those that the configuration names. */
import type { Config } from "@/lib/config";
import type { AlertChannel } from "@/lib/contract/alert-rules";
import type { AlertNotice } from "@/lib/contract/alerts";
import { runCommand } from "./command";
import { sendMail } from "./email";
import { postWebhook } from "./webhook";

export type OutsideChannel = Exclude<AlertChannel, "log">;
export const outsideChannels = ["command", "email", "webhook"] as const satisfies readonly OutsideChannel[];

/** Resolves when the other side has taken it. @throws what it ran into, also when `signal` ends it */
export type Send = (notice: AlertNotice, signal: AbortSignal) => Promise<void>;
/** One that is not configured is missing. */
export type Channels = Partial<Record<OutsideChannel, Send>>;

export function channelsOf({ command, email, webhookUrl }: Config["alerts"]): Channels {
  return {
    ...(command && { command: (notice, signal) => runCommand(command, notice, signal) }),
    ...(email && { email: (notice, signal) => sendMail(email, notice, signal) }),
    ...(webhookUrl !== null && { webhook: (notice, signal) => postWebhook(webhookUrl, notice, signal) }),
  };
}

export function namesOf(channels: Channels): OutsideChannel[] {
  return outsideChannels.filter((channel) => channels[channel] !== undefined);
}
