/**
 * Telling people: what waits in alert_deliveries is tried when it is due, outside of any transaction, by every channel at once. A try is
 * written down before it is made, so one that a crash cuts off is made again (people may hear of an alert twice, never not at all), and
 * two servers never make the same.
 */
import type { Logger } from "pino";
import type { AlertNotice } from "@/lib/contract/alerts";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { Channels, OutsideChannel, Send } from "./channels/channels";
import { outsideChannels } from "./channels/channels";
import { noticeOf } from "./notice";
import { oneLine } from "./one-line";

/** The other side has so long to take it. */
export const SEND_WITHIN_MS = 10_000;
/** After the first and the second try. Each is longer than a try takes, and than the time between two looks. */
const RETRY_AFTER_MS = [20_000, 60_000];
const MAX_TRIES = RETRY_AFTER_MS.length + 1;
/** Of each look: they are sent side by side. */
const MAX_AT_ONCE = 30;

type Delivery = Prisma.AlertDeliveryGetPayload<{ include: { alert: true } }>;

export type Post = {
  db: Db;
  log: Logger;
  channels: Channels;
  /** Where the dashboard is. */
  publicUrl: string;
  /** Ends what is being sent. */
  signal: AbortSignal;
};

/** Tries what is due. @param nowMs the database's time */
export async function deliverDue(post: Post, nowMs: number): Promise<void> {
  const { db } = post;
  const waiting = await db.alertDelivery.findMany({
    where: { outcome: "waiting" },
    include: { alert: true },
    orderBy: { id: "asc" },
    take: MAX_AT_ONCE * 2,
  });
  const due = firstOfEach(waiting).filter(({ dueAt }) => dueAt.getTime() <= nowMs);
  await Promise.all(due.slice(0, MAX_AT_ONCE).map((delivery) => tryOnce(post, delivery, nowMs)));
}

/** Of one alert by one channel in order: nobody hears that it is over before they hear of it. */
function firstOfEach(deliveries: readonly Delivery[]): Delivery[] {
  const seen = new Set<string>();
  return deliveries.filter(({ alertId, channel }) => {
    const name = `${alertId} ${channel}`;
    const isFirst = !seen.has(name);
    seen.add(name);
    return isFirst;
  });
}

async function tryOnce(post: Post, delivery: Delivery, nowMs: number): Promise<void> {
  const { db, channels, publicUrl, signal } = post;
  const { id, tries, alert, event } = delivery;
  const endedAt = new Date(nowMs);
  const send = sendOf(channels, delivery.channel);
  if (send === undefined || tries >= MAX_TRIES) {
    const error = send === undefined ? "is no longer configured" : (delivery.error ?? "was cut off");
    const { count } = await db.alertDelivery.updateMany({
      where: { id, outcome: "waiting", tries },
      data: { outcome: "failed", error, endedAt },
    });
    if (count === 1) logTry(post.log, delivery, tries, error, false);
    return;
  }
  const dueAt = new Date(nowMs + (RETRY_AFTER_MS[tries] ?? RETRY_AFTER_MS.at(-1) ?? 0));
  const { count } = await db.alertDelivery.updateMany({
    where: { id, outcome: "waiting", tries },
    data: { tries: tries + 1, dueAt },
  });
  if (count !== 1) return;
  const notice = noticeOf(alert, event === "resolved" ? "resolved" : "fired", publicUrl, endedAt);
  const { error } = await sendInTime(send, notice, signal);
  const isLast = error !== null && tries + 1 >= MAX_TRIES;
  await db.alertDelivery.updateMany({
    where: { id, tries: tries + 1 },
    data: {
      error,
      ...(error === null && { outcome: "delivered", endedAt }),
      ...(isLast && { outcome: "failed", endedAt }),
    },
  });
  logTry(post.log, delivery, tries + 1, error, !isLast);
}

/** Who was told, and who was not. What a channel has said goes through the log's look for secrets (lib/log/redact.ts). */
function logTry(
  log: Logger,
  { alertId, channel, event, alert }: Delivery,
  tries: number,
  error: string | null,
  willRetry: boolean,
): void {
  const facts = { alert_id: alertId, kind: alert.kind, event, channel, tries };
  if (error === null) log.info(facts, "alert_delivered");
  else log.warn({ ...facts, error, will_retry: willRetry }, "alert_not_delivered");
}

function sendOf(channels: Channels, name: string): Send | undefined {
  const channel: OutsideChannel | undefined = outsideChannels.find((one) => one === name);
  return channel && channels[channel];
}

/** Sends and never throws: what it ran into in one line, or null, and how long it took. @param signal ends it early */
export async function sendInTime(
  send: Send,
  notice: AlertNotice,
  signal: AbortSignal,
): Promise<{ error: string | null; durationMs: number }> {
  const startedAt = performance.now();
  const timeout = AbortSignal.timeout(SEND_WITHIN_MS);
  const either = AbortSignal.any([signal, timeout]);
  let error: string | null = null;
  try {
    // A channel that does not listen to its signal keeps nobody waiting either.
    await Promise.race([send(notice, either), rejectedBy(either)]);
  } catch (thrown) {
    error = timeout.aborted ? "took longer than 10 seconds" : wordsOf(thrown);
  }
  return { error, durationMs: Math.round(performance.now() - startedAt) };
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = () => reject(new Error("was stopped with the server"));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}

function wordsOf(thrown: unknown): string {
  const { message, code } = thrown as { message?: unknown; code?: unknown }; // whatever was thrown has them or not
  // An AggregateError of several addresses has no words of its own.
  return oneLine(String(message || code || thrown)) || "failed without a word";
}
