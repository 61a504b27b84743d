/** What has fired. */
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { alertEntries, setUpAlerts } from "@/lib/testing/alerts";
import { callerWith } from "@/lib/testing/factories";
import { ALERTS_AGE_MS, alertHistory, pruneAlerts } from "./history";
import { readAlerts } from "./read-alerts";

setUpAlerts();

describe("the history", () => {
  test("comes in pages, newest first, for everybody but teachers, and forgets what is long over", async () => {
    const hours = [1, 2, 3, 24 * 91, 24 * 92];
    for (const [index, ago] of hours.entries()) {
      const firedAt = new Date(Date.now() - ago * 3_600_000);
      await db().alert.create({
        data: {
          ...{
            id: `alert-${index}`,
            kind: "rollup",
            severity: "high",
            threshold: 1,
            value: 2,
            worstValue: 2,
          },
          ...{ message: "It fired", firedAt, resolvedAt: index === 4 ? null : firedAt },
        },
      });
    }
    const viewer = callerWith("viewer");
    const first = await alertHistory({ limit: 2 }, viewer);
    expect(first.entries.map(({ alert_id }) => alert_id)).toEqual(["alert-0", "alert-1"]);
    expect(first.total).toBe(5);
    const rest = await alertHistory({ limit: 50, cursor: first.nextCursor ?? "" }, viewer);
    expect(rest.entries.map(({ alert_id }) => alert_id)).toEqual(["alert-2", "alert-3", "alert-4"]);
    expect(rest.nextCursor).toBeNull();
    expect(await alertHistory({ limit: 50 }, callerWith("teacher"))).toMatchObject({ entries: [], total: 0 });
    expect(await readAlerts(callerWith("teacher"))).toEqual({ rules: [], channels: [] });
    // One that still fires stays, however old.
    expect(await pruneAlerts(db(), ALERTS_AGE_MS, 100)).toBe(1);
    expect((await alertEntries()).map(({ alert_id }) => alert_id)).not.toContain("alert-3");
    expect(await alertEntries()).toHaveLength(4);
  });
});
