/** What the channels are to tell of an alert, written with the change itself; deliver.ts tells it. */
import type { Prisma } from "@/lib/generated/prisma/client";
import type { OutsideChannel } from "./channels/channels";
import { wasCutOff } from "./deliver";

type Transaction = Prisma.TransactionClient;
type Telling = { alertId: string; channels: readonly OutsideChannel[]; now: Date };

/**
 * Tells that it fires by every channel when that is news (it has just fired, or a snooze is over), else by those that have not told it and
 * do not try: they were configured since, or given up by an earlier version.
 */
export async function tellFired(
  { alertId, channels, now, isNews }: Telling & { isNews: boolean },
  tx: Transaction,
): Promise<void> {
  const outcomes = isNews ? ["waiting"] : ["waiting", "delivered"];
  const told = await tx.alertDelivery.findMany({
    where: { alertId, event: "fired", outcome: { in: outcomes } },
  });
  const missing = channels.filter((channel) => !told.some((delivery) => delivery.channel === channel));
  if (missing.length === 0) return;
  await tx.alertDelivery.createMany({
    data: missing.map((channel) => ({ alertId, event: "fired", channel, dueAt: now })),
  });
}

/** Tells that it is over by the channels that have told that it fires. @returns whether one has, or may have */
export async function tellResolved({ alertId, channels, now }: Telling, tx: Transaction): Promise<boolean> {
  const fired = await tx.alertDelivery.findMany({ where: { alertId, event: "fired" } });
  const heard = new Set(
    fired
      .filter((delivery) => delivery.outcome === "delivered" || wasCutOff(delivery))
      .map(({ channel }) => channel),
  );
  await tx.alertDelivery.createMany({
    data: channels
      .filter((channel) => heard.has(channel))
      .map((channel) => ({ alertId, event: "resolved", channel, dueAt: now })),
  });
  return heard.size > 0;
}
