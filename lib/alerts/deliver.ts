/**
 * Telling people: what waits in alert_deliveries is tried when it is due, outside of any transaction, by every channel at once: that a rule
 * fires for as long as it does, and that it is over for a day. A try is written down before it is made, so one that a crash cuts off is
 * made again (people may hear of an alert twice, never not at all), and two servers never make the same.
 */
import type { Logger } from "pino";
import type { AlertNotice } from "@/lib/contract/alerts";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { withoutSecrets } from "@/lib/log";
import type { Channels, OutsideChannel, Send } from "./channels/channels";
import { outsideChannels } from "./channels/channels";
import { noticeOf } from "./notice";
import { oneLine } from "./one-line";

/** The other side has so long to take it. */
export const SEND_WITHIN_MS = 10_000;
/** After the first try, the second and so on; the last one again and again. Each is longer than a try takes, and than the time between two looks. */
const RETRY_AFTER_MS = [20_000, 60_000, 120_000, 300_000, 600_000];
/** Who has heard that an alert fires should hear its end, but not when they have long found out. */
const END_IS_NEWS_MS = 24 * 60 * 60 * 1000;
/** Of each look: they are sent side by side. */
const MAX_AT_ONCE = 30;

const withAlert = { alert: { include: { deliveries: true } } } as const;
type Delivery = Prisma.AlertDeliveryGetPayload<{ include: typeof withAlert }>;

export type Post = {
  db: Db;
  log: Logger;
  channels: Channels;
  /** Where the dashboard is. */
  publicUrl: string;
  /** Ends what is being sent. */
  signal: AbortSignal;
};

/** Tries what is due, and gives up what nobody needs to hear any more. @param nowMs the database's time */
export async function deliverDue(post: Post, nowMs: number): Promise<void> {
  const { db } = post;
  const waiting = await db.alertDelivery.findMany({
    where: { outcome: "waiting" },
    include: withAlert,
    orderBy: { id: "asc" },
  });
  if (waiting.length === 0) return;
  const snoozed = await db.alertRule.findMany({ where: { snoozedUntil: { gt: new Date(nowMs) } } });
  const isHeldBack = ({ event, alert }: Delivery) =>
    event === "fired" && alert.resolvedAt === null && snoozed.some(({ kind }) => kind === alert.kind);
  const work = firstOfEach(waiting).flatMap((delivery) => {
    const why = whyGivenUp(delivery, post.channels, nowMs);
    if (why !== null) return [() => giveUp(post, delivery, why, nowMs)];
    const isDue = delivery.dueAt.getTime() <= nowMs && !isHeldBack(delivery);
    return isDue ? [() => tryOnce(post, delivery, nowMs)] : [];
  });
  await Promise.all(work.slice(0, MAX_AT_ONCE).map((act) => act()));
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

/** Null: it is worth another try. */
function whyGivenUp(delivery: Delivery, channels: Channels, nowMs: number): string | null {
  const { alert, event, channel } = delivery;
  if (sendOf(channels, channel) === undefined) return "is no longer configured";
  if (alert.resolvedAt === null) return null;
  if (event === "fired") return wasCutOff(delivery) ? null : "it was over before it could be told";
  const hasHeard = alert.deliveries.some(
    (other) => other.event === "fired" && other.channel === channel && other.outcome === "delivered",
  );
  if (!hasHeard) return "it was not told that it fires";
  return nowMs - alert.resolvedAt.getTime() > END_IS_NEWS_MS ? "it has been over for a day" : null;
}

/**
 * Whether a try has begun of which nobody knows how it ended: a crash has cut it off, or it goes on. Its receiver may have heard, so they
 * hear of the end as well.
 */
export function wasCutOff({ outcome, tries, error }: Pick<Delivery, "outcome" | "tries" | "error">): boolean {
  return outcome === "waiting" && tries > 0 && error === null;
}

async function giveUp(post: Post, delivery: Delivery, why: string, nowMs: number): Promise<void> {
  const { id, tries, error: before } = delivery;
  const error = before === null ? why : oneLine(`${before}; ${why}`);
  const { count } = await post.db.alertDelivery.updateMany({
    where: { id, outcome: "waiting", tries },
    data: { outcome: "failed", error, endedAt: new Date(nowMs) },
  });
  if (count === 1) logTry(post.log, delivery, tries, error, false);
}

async function tryOnce(post: Post, delivery: Delivery, nowMs: number): Promise<void> {
  const { db, channels, publicUrl, signal } = post;
  const { id, tries, alert, event } = delivery;
  const now = new Date(nowMs);
  const send = sendOf(channels, delivery.channel);
  if (send === undefined) return;
  const dueAt = new Date(nowMs + (RETRY_AFTER_MS[tries] ?? RETRY_AFTER_MS.at(-1) ?? 0));
  const { count } = await db.alertDelivery.updateMany({
    where: { id, outcome: "waiting", tries },
    data: { tries: tries + 1, dueAt, error: null },
  });
  if (count !== 1) return;
  const notice = noticeOf(alert, event === "resolved" ? "resolved" : "fired", publicUrl, now);
  const { error } = await sendInTime(send, notice, signal);
  // Cut off by the end of this server: nobody knows how far it came.
  if (error !== null && signal.aborted) return;
  await db.alertDelivery.updateMany({
    where: { id, tries: tries + 1 },
    data: error === null ? { error, outcome: "delivered", endedAt: now } : { error },
  });
  logTry(post.log, delivery, tries + 1, error, true);
}

/** Who was told, and who was not. */
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
  // An AggregateError of several addresses has no words of its own. Secrets first: one that was cut is known no more.
  return oneLine(withoutSecrets(String(message || code || thrown))) || "failed without a word";
}
