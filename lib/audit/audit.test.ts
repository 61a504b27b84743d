import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { auditEntry, auditQuery } from "@/lib/contract/audit";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith } from "@/lib/testing/factories";
import { withAuditContext } from "./context";
import { DenialWindow, recordDenial } from "./denials";
import { exportAudit } from "./export";
import { auditFacets } from "./facets";
import { pruneAuditLog } from "./prune";
import { type AuditPage, listAudit } from "./read";
import { recordAudit } from "./record";

setUpTestDatabase();

afterEach(() => void vi.useRealTimers());

const DAY_MS = 24 * 60 * 60 * 1000;
const entryAt = (at: Date, action: string) =>
  db().auditEntry.create({ data: { at, action, actorKind: "system", actorName: "system" } });
const find = async (query: Record<string, string>) => (await listAudit(auditQuery.parse(query))).entries;

describe("the audit log", () => {
  test("tells who did what, with what, from where", async () => {
    const person = { ...callerWith("admin"), kind: "person" as const, email: "ada@example.com" };
    const targetId = randomUUID();
    const request = { requestId: randomUUID(), address: "192.0.2.7" };
    await withAuditContext(request, () =>
      recordAudit(
        {
          actor: { ...person, credentialId: "session-1" },
          action: "user.update",
          target: { type: "user", id: targetId },
          details: { role: ["viewer", "admin"] },
        },
        db(),
      ),
    );
    expect(await find({ target_id: targetId })).toEqual([
      {
        id: expect.any(Number),
        at: expect.any(String),
        actor_kind: "person",
        actor_id: person.userId,
        actor_name: "ada@example.com",
        credential_id: "session-1",
        address: "192.0.2.7",
        action: "user.update",
        target_type: "user",
        target_id: targetId,
        outcome: "done",
        request_id: request.requestId,
        details: { role: ["viewer", "admin"] },
      },
    ]);
  });

  test("is kept or lost with the change", async () => {
    const action = randomUUID();
    const undone = db().$transaction(async (tx) => {
      await recordAudit({ actor: "system", action }, tx);
      throw new Error("the change failed");
    });
    await expect(undone).rejects.toThrow("the change failed");
    expect(await find({ action })).toEqual([]);
  });

  test("names the token and the teacher it acts for", async () => {
    const action = randomUUID();
    const actor = { ...callerWith("admin", "teacher-1"), credentialId: "token-1" };
    await recordAudit({ actor, action }, db());
    expect(await find({ action })).toMatchObject([
      { actor_kind: "service", actor_id: "token-1", details: { acting_for: "teacher-1" } },
    ]);
  });

  test("refuses to change or lose an entry", async () => {
    const action = randomUUID();
    const { id } = await entryAt(new Date(Date.now() - 400 * DAY_MS), action);
    const changes = [
      () => db().auditEntry.update({ where: { id }, data: { actorName: "somebody else" } }),
      () => db().auditEntry.delete({ where: { id } }),
      () => db().auditEntry.deleteMany(),
    ];
    for (const change of changes) await expect(change()).rejects.toThrow();
    expect(await find({ action })).toMatchObject([{ actor_name: "system" }]);
  });

  test("lets go of what is older than it must be kept, and of nothing else", async () => {
    const [old, young] = [randomUUID(), randomUUID()];
    await entryAt(new Date(Date.now() - 100 * DAY_MS), old);
    await entryAt(new Date(Date.now() - 80 * DAY_MS), young);
    expect(await pruneAuditLog(db(), 90, 500)).toBeGreaterThanOrEqual(1);
    expect(await pruneAuditLog(db(), 90, 500)).toBe(0);
    expect(await find({ action: old })).toEqual([]);
    expect(await find({ action: young })).toHaveLength(1);
    await expect(db().auditEntry.deleteMany({ where: { action: young } })).rejects.toThrow();
  });

  test("keeps the last thirty days even from pruning", async () => {
    const action = randomUUID();
    await entryAt(new Date(Date.now() - 29 * DAY_MS), action);
    await expect(pruneAuditLog(db(), 1, 500)).rejects.toThrow();
    expect(await find({ action })).toHaveLength(1);
  });

  test("loses nothing to a process whose clock runs ahead", async () => {
    const action = randomUUID();
    await entryAt(new Date(Date.now() - 60 * DAY_MS), action);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 400 * DAY_MS });
    expect(await pruneAuditLog(db(), 365, 500)).toBe(0);
  });

  test("is read page by page, newest first, while it grows", async () => {
    const action = randomUUID();
    for (const name of ["a", "b", "c"]) {
      await recordAudit({ actor: "system", action, details: { name } }, db());
    }
    const first = await listAudit(auditQuery.parse({ action, limit: "2" }));
    await recordAudit({ actor: "system", action, details: { name: "d" } }, db());
    const second = await listAudit(auditQuery.parse({ action, limit: "2", cursor: first.nextCursor ?? "" }));
    const names = [...first.entries, ...second.entries].map(({ details }) => details.name);
    expect(names).toEqual(["c", "b", "a"]);
    expect([first.total, second.nextCursor]).toEqual([3, null]);
  });

  test("is found by the request, also among entries of one moment", async () => {
    const at = new Date();
    const requestId = randomUUID();
    const rows = ["a", "b", "c"].map((action) => ({
      at,
      action,
      actorKind: "system",
      actorName: "system",
      requestId,
    }));
    for (const data of rows) await db().auditEntry.create({ data });
    await db().auditEntry.create({ data: { at, action: "d", actorKind: "system", actorName: "system" } });
    const names: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query: Record<string, string> = { request_id: requestId, limit: "1", ...(cursor && { cursor }) };
      const page: AuditPage = await listAudit(auditQuery.parse(query));
      names.push(...page.entries.map(({ action }) => action));
      cursor = page.nextCursor;
    }
    expect(names).toEqual(["c", "b", "a"]);
  });

  test("is exported whole, beyond one batch, with no cell that is a formula", async () => {
    const action = randomUUID();
    const now = Date.now();
    const rows = Array.from({ length: 501 }, (_, index) => ({
      at: new Date(now - index),
      action,
      actorKind: "person",
      actorName: `=HYPERLINK("${index}")`,
      details: index === 0 ? JSON.stringify({ reason: "-2, or so" }) : null,
    }));
    await db().auditEntry.createMany({ data: rows });
    const csv = await exportAudit({ format: "csv", action }).text();
    const lines = csv.trimEnd().split("\r\n");
    expect(lines).toHaveLength(502);
    expect(lines[0]).toBe(Object.keys(auditEntry.shape).join(","));
    expect(lines[1]).toContain(`"'=HYPERLINK(""0"")"`);
    expect(lines[1]).toMatch(/,"\{""reason"":""-2, or so""\}"$/);
    expect(lines.at(-1)).toContain(`"'=HYPERLINK(""500"")"`);
    const ndjson = await exportAudit({ format: "ndjson", action, after: rows[2]?.at.toISOString() }).text();
    const entries = ndjson
      .trimEnd()
      .split("\n")
      .map((line) => auditEntry.parse(JSON.parse(line)));
    expect(entries).toHaveLength(3);
    expect(entries[0]).toMatchObject({ actor_name: '=HYPERLINK("0")', details: { reason: "-2, or so" } });
    expect(await exportAudit({ format: "ndjson", action: randomUUID() }).text()).toBe("");
  });

  test("names its actions and actors, each once and by the newest name", async () => {
    const [actorId, action] = [randomUUID(), randomUUID()];
    for (const actorName of ["old@example.com", "new@example.com"]) {
      await db().auditEntry.create({
        data: { at: new Date(), action, actorKind: "person", actorId, actorName },
      });
    }
    const { actions, actors } = await auditFacets();
    expect(actions.filter((name) => name === action)).toHaveLength(1);
    expect(actors.filter(({ id }) => id === actorId)).toEqual([{ id: actorId, name: "new@example.com" }]);
  });

  test.each([
    [[1, "abc"]],
    [[1, "9".repeat(20)]],
    [[1, "2147483648"]],
    [[1, "-1"]],
    [[1, "1.5"]],
    [[8e15, "1"]],
    [[1, 1]],
  ])("refuses the cursor %j, which it never gave", async (parts) => {
    const cursor = Buffer.from(JSON.stringify(parts)).toString("base64url");
    await expect(listAudit(auditQuery.parse({ cursor }))).rejects.toMatchObject({
      status: 422,
      fields: [{ field: "cursor" }],
    });
  });
});

describe("refusals", () => {
  test("are recorded once a minute each, and what is left out is counted", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const action = randomUUID();
    for (let count = 0; count < 20; count++) await recordDenial({ actor: "anonymous", action });
    expect(await find({ action })).toMatchObject([{ outcome: "denied", actor_kind: "anonymous" }]);
  });

  test("cannot fill the disk", () => {
    const window = new DenialWindow();
    const admitted = (now: number) =>
      Array.from({ length: 1_000 }, (_, index) => window.admit(`${index}`, now)).filter(
        (left) => left !== null,
      );
    expect(admitted(100_000)).toHaveLength(60);
    expect(admitted(159_999)).toHaveLength(0);
    expect(window.admit("again", 160_000)).toBe(1_940);
  });
});
