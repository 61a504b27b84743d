/** What the server does when it is told to end. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { register } from "@/instrumentation";
import { recordAuditSoon } from "@/lib/audit/buffer";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";

setUpTestDatabase();

// The timer of the log never comes: the process would have ended before.
beforeAll(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterAll(() => void vi.useRealTimers());

test("the audit log loses nothing that was answered, before and after the signal", async () => {
  const heard = vi.spyOn(process, "prependOnceListener").mockReturnThis();
  await register();
  const added = heard.mock.calls.flatMap(([signal, listener]) =>
    String(signal) === "SIGTERM" ? [listener as () => void] : [],
  );
  heard.mockRestore();
  expect(added).toHaveLength(1);
  const [early, late] = [randomUUID(), randomUUID()];
  await recordAuditSoon({ actor: "system", action: early });
  expect(await db().auditEntry.count({ where: { action: early } })).toBe(0);
  for (const listener of added) listener();
  await vi.waitFor(
    async () => expect(await db().auditEntry.count({ where: { action: early } })).toBe(1),
    10_000,
  );
  await recordAuditSoon({ actor: "system", action: late });
  expect(await db().auditEntry.count({ where: { action: late } })).toBe(1);
});
