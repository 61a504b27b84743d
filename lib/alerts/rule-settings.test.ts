/** When people are told of a rule: for how long, cooldown, snooze, and what administrators change. */
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { cancelJob } from "@/lib/jobs/cancel";
import { retryJob } from "@/lib/jobs/retry";
import {
  alertEntries,
  givenEnded,
  givenWaiting,
  letPass,
  MINUTE_MS,
  only,
  setRule,
  setUpAlerts,
  stateOf,
} from "@/lib/testing/alerts";
import { givenJob, service } from "@/lib/testing/factories";
import { changeRule, snoozeRule, wakeRule } from "./manage-rules";

const alerts = setUpAlerts();

describe("a rule", () => {
  test("fires only when it was breached for as long as it says", async () => {
    await only("no_worker", { for_seconds: 60 });
    await givenJob();
    await alerts.watch.look();
    expect(await stateOf("no_worker")).toBe("pending");
    await letPass(50);
    await alerts.watch.look();
    expect(await stateOf("no_worker")).toBe("pending");
    expect(await alertEntries()).toEqual([]);
    await letPass(10);
    await alerts.watch.look();
    expect(await stateOf("no_worker")).toBe("firing");
    expect(alerts.receiver.eventsOf("no_worker")).toEqual(["fired"]);
  });

  test("keeps the worst value while it fires", async () => {
    await only("queue_delay");
    const id = await givenWaiting(31);
    await alerts.watch.look();
    const earlier = new Date(Date.now() - 45 * MINUTE_MS);
    await db().presentationJob.update({ where: { id }, data: { runAt: earlier } });
    await alerts.watch.look();
    await givenEnded("completed");
    await alerts.watch.look();
    expect(await alertEntries()).toMatchObject([
      { value: 31, worst_value: 45, resolved_at: expect.any(String) },
    ]);
    expect(alerts.receiver.received.at(-1)?.notice).toMatchObject({
      event: "resolved",
      value: 31,
      worst_value: 45,
    });
  });

  test("that fires again within its cooldown is told when that is over, if it still fires", async () => {
    await only("queue_delay");
    const id = await givenWaiting(31);
    await alerts.watch.look();
    await cancelJob(id, null, service);
    await alerts.watch.look();
    await retryJob(id, false, service);
    await db().presentationJob.update({
      where: { id },
      data: { runAt: new Date(Date.now() - 31 * MINUTE_MS) },
    });
    await alerts.watch.look();
    expect(await alertEntries()).toHaveLength(2);
    expect(alerts.receiver.eventsOf("queue_delay")).toEqual(["fired", "resolved"]);
    await letPass(3_500);
    await alerts.watch.look();
    expect(alerts.receiver.eventsOf("queue_delay")).toEqual(["fired", "resolved"]);
    await letPass(100);
    await alerts.watch.look();
    await alerts.watch.look();
    expect(alerts.receiver.eventsOf("queue_delay")).toEqual(["fired", "resolved", "fired"]);
  });

  test("that is snoozed is in the history, and told when somebody wakes it", async () => {
    await only("no_worker");
    const snoozed = await snoozeRule("no_worker", { minutes: 30, reason: "The machine moves" }, service);
    expect(snoozed).toMatchObject({ snoozed_by: service.name, snooze_reason: "The machine moves" });
    await givenJob();
    await alerts.watch.look();
    expect(await alertEntries()).toMatchObject([{ kind: "no_worker", deliveries: [] }]);
    expect(alerts.receiver.received).toEqual([]);
    expect(await wakeRule("no_worker", service)).toMatchObject({ snoozed_until: null, snoozed_by: null });
    await alerts.watch.look();
    expect(alerts.receiver.eventsOf("no_worker")).toEqual(["fired"]);
    const actions = await db().auditEntry.findMany({
      where: { targetType: "alert_rule" },
      orderBy: { id: "desc" },
    });
    expect(actions.slice(0, 2).map(({ action }) => action)).toEqual(["alert_rule.wake", "alert_rule.snooze"]);
  });

  test("that was told and then snoozed tells its end, and its going on when the snooze is over", async () => {
    await only("queue_delay");
    const id = await givenWaiting(31);
    await alerts.watch.look();
    await snoozeRule("queue_delay", { minutes: 30 }, service);
    await alerts.watch.look();
    expect(alerts.receiver.eventsOf("queue_delay")).toEqual(["fired"]);
    await wakeRule("queue_delay", service);
    await alerts.watch.look();
    await alerts.watch.look();
    // Who wakes what is awake tells nobody anything.
    await wakeRule("queue_delay", service);
    await alerts.watch.look();
    expect(alerts.receiver.eventsOf("queue_delay")).toEqual(["fired", "fired"]);
    await snoozeRule("queue_delay", { minutes: 30 }, service);
    await cancelJob(id, null, service);
    await alerts.watch.look();
    expect(alerts.receiver.eventsOf("queue_delay")).toEqual(["fired", "fired", "resolved"]);
  });

  test("is changed within its bounds, told in the audit log, and goes back to its defaults", async () => {
    await expect(setRule("failure_rate", { threshold: 100 })).rejects.toMatchObject({
      code: "validation_failed",
      fields: [{ field: "threshold", message: "must be from 0 to 99" }],
    });
    await expect(changeRule("unknown", { is_enabled: false }, service)).rejects.toMatchObject({
      code: "not_found",
    });
    const changed = await setRule("failure_rate", {
      threshold: 50,
      severity: "elevated",
      reason: "A flaky model",
    });
    expect(changed).toMatchObject({ threshold: 50, severity: "elevated", changed_by: service.name });
    expect(changed.defaults).toMatchObject({ threshold: 20, severity: "high" });
    const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(entry).toMatchObject({ action: "alert_rule.update", targetId: "failure_rate" });
    expect(JSON.parse(entry.details ?? "")).toEqual({
      before: { threshold: 20, severity: "high" },
      after: { threshold: 50, severity: "elevated" },
      reason: "A flaky model",
    });
    expect(await setRule("failure_rate", { threshold: null, severity: null })).toMatchObject(
      changed.defaults,
    );
  });
});
