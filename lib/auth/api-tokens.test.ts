import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import type { Permission, Role } from "@/lib/contract/permissions";
import { rotateInput, tokenInput } from "@/lib/contract/tokens";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { actionRow } from "@/lib/jobs/actions/read-actions";
import { startAction } from "@/lib/jobs/actions/start-action";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob } from "@/lib/testing/factories";
import { createApiToken, listApiTokens, revokeApiToken, rotateApiToken } from "./api-tokens";
import { authenticate } from "./authenticate";
import { type Caller, can } from "./caller";
import { makePrefix, makeToken, prefixOf } from "./token-format";

setUpTestDatabase({ PORT: "3000", API_TOKEN: "the-token-of-the-deployment" });

let owner: Caller;
beforeEach(async () => {
  await db().apiToken.deleteMany();
  owner = await person("admin");
});

async function person(role: Role): Promise<Caller> {
  const userId = randomUUID();
  const email = `${userId}@example.com`;
  await db().user.create({ data: { id: userId, name: "Ada", email, role } });
  return { kind: "person", userId, name: "Ada", email, role, credentialId: "session-1" };
}

const give = (input: object = {}, caller = owner) =>
  createApiToken(tokenInput.parse({ name: "Lesson app", scopes: ["job:read"], ...input }), caller);
const rotate = (id: string, input: object = {}) => rotateApiToken(id, rotateInput.parse(input), owner);
const call = (token: string, headers: Record<string, string> = {}) =>
  authenticate(
    new Request("http://127.0.0.1:3000/api/x", { headers: { Authorization: `Bearer ${token}`, ...headers } }),
  );

/** Who the token is taken for, or why it is refused. */
async function outcome(token: string, headers?: Record<string, string>) {
  try {
    return await call(token, headers);
  } catch (error) {
    if (error instanceof AppError) return `${error.status} ${error.message}`;
    throw error;
  }
}
const allowed = (caller: unknown, permission: Permission) => can(caller as Caller, permission);

describe("the form of a token", () => {
  test("has 32 random bytes, and tells a mistyped one without the database", () => {
    const token = makeToken(makePrefix());
    expect(token).toMatch(/^pj_[0-9a-f]{12}_[\w-]{43}[0-9a-f]{8}$/);
    expect(prefixOf(token)).toBe(token.slice(3, 15));
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === "a" ? "b" : "a";
      expect(prefixOf(token.slice(0, at) + other + token.slice(at + 1)), `letter ${at}`).toBeNull();
    }
    expect(prefixOf(`${token} `)).toBeNull();
  });
});

describe("an API token", () => {
  test("is shown once and stands nowhere in the database", async () => {
    const { token, ...made } = await give();
    expect(made).toMatchObject({ name: "Lesson app", owner_id: owner.userId, scopes: ["job:read"] });
    expect(await listApiTokens({ limit: 50 })).toEqual({ tokens: [made], nextCursor: null, total: 1 });
    const secret = token.slice(16);
    const stored = [await db().apiToken.findMany(), await db().auditEntry.findMany()];
    expect(JSON.stringify(stored)).not.toContain(secret);
  });

  test("stands for a service that may do what its scopes say, and nothing else", async () => {
    const { token, id } = await give({ scopes: ["job:read", "metrics:read"] });
    const caller = await call(token);
    expect(caller).toMatchObject({ kind: "service", userId: null, role: "admin", credentialId: id });
    expect(allowed(caller, "job:read")).toBe(true);
    expect(allowed(caller, "metrics:read")).toBe(true);
    expect(allowed(caller, "job:create")).toBe(false);
    expect(allowed(caller, "user:manage")).toBe(false);
  });

  test("never gets a scope that its maker lacks, or that makes other tokens and people", async () => {
    await expect(give({ scopes: ["queue:operate"] }, await person("viewer"))).rejects.toMatchObject({
      code: "permission_denied",
    });
    for (const scope of ["token:manage", "user:manage", "everything"]) {
      expect(tokenInput.safeParse({ name: "x", scopes: [scope] }).success, scope).toBe(false);
    }
  });

  test("is refused when it is mistyped, unknown, expired or revoked", async () => {
    const { token, id } = await give();
    expect(await outcome(token.toUpperCase())).toBe("401 The token is not valid");
    expect(await outcome(makeToken(makePrefix()))).toBe("401 The token is not valid");
    expect(await outcome(makeToken(token.slice(3, 15)))).toBe("401 The token is not valid");
    await db().apiToken.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await outcome(token)).toBe("401 The token has expired");
    const other = await give();
    expect(await outcome(other.token)).toMatchObject({ kind: "service" });
    await revokeApiToken(other.id, owner);
    expect(await outcome(other.token)).toBe("401 The token was revoked");
  });

  test("shrinks with its owner's role, and ends when they are disabled or removed", async () => {
    const { token } = await give({ scopes: ["job:read", "job:create", "settings:manage"] });
    const demote = (data: object) => db().user.update({ where: { id: owner.userId ?? "" }, data });
    await demote({ role: "viewer" });
    const viewer = await call(token);
    expect(viewer).toMatchObject({ role: "viewer" });
    expect(allowed(viewer, "job:read")).toBe(true);
    expect(allowed(viewer, "job:create")).toBe(false);
    await demote({ role: "teacher" });
    expect(await call(token)).toMatchObject({ role: "teacher", userId: owner.userId });
    await demote({ role: "admin", disabledAt: new Date() });
    expect(await outcome(token)).toBe("401 The token's owner may not sign in any more");
    await db().user.delete({ where: { id: owner.userId ?? "" } });
    expect(await outcome(token)).toBe("401 The token is not valid");
  });

  test("made with API_TOKEN belongs to the deployment", async () => {
    const bootstrap = await call("the-token-of-the-deployment");
    if (bootstrap === null) throw new Error("API_TOKEN was not taken");
    expect(allowed(bootstrap, "token:manage")).toBe(true);
    const { token, owner_id } = await give({}, bootstrap);
    expect(owner_id).toBeNull();
    expect(await call(token)).toMatchObject({ kind: "service", role: "admin" });
  });

  test("tells when it was last used, in at most one write a minute", async () => {
    const [one, other] = [await give(), await give()];
    const lastUsed = async ({ id }: { id: string }) =>
      (await db().apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt?.getTime() ?? null;
    const set = (ms: number) =>
      db().apiToken.update({ where: { id: one.id }, data: { lastUsedAt: new Date(Date.now() - ms) } });
    expect(await lastUsed(one)).toBeNull();
    await call(one.token);
    await expect.poll(() => lastUsed(one), { timeout: 20_000 }).not.toBeNull();
    const lately = (await set(50_000)).lastUsedAt?.getTime();
    await call(one.token);
    // Written after it, so what the call above would have written stands there too.
    await call(other.token);
    await expect.poll(() => lastUsed(other), { timeout: 20_000 }).not.toBeNull();
    expect(await lastUsed(one)).toBe(lately);
    await set(61_000);
    await call(one.token);
    await expect.poll(() => lastUsed(one), { timeout: 20_000 }).toBeGreaterThan(lately ?? 0);
  });
});

describe("rotating", () => {
  test("ends the old secret at once", async () => {
    const { token, id, prefix } = await give();
    const rotated = await rotate(id);
    expect(rotated).toMatchObject({ id, prefix, rotated_at: expect.any(String) });
    expect(await outcome(token)).toBe("401 The token is not valid");
    expect(await outcome(rotated.token)).toMatchObject({ credentialId: id });
  });

  test("leaves the old secret its grace, and revoking ends both", async () => {
    const { token, id } = await give();
    const rotated = await rotate(id, { grace_seconds: 60 });
    expect(await outcome(token)).toMatchObject({ credentialId: id });
    await db().apiToken.update({ where: { id }, data: { previousExpiresAt: new Date(Date.now() - 1) } });
    expect(await outcome(token)).toBe("401 The token is not valid");
    expect(await outcome(rotated.token)).toMatchObject({ credentialId: id });
    const again = await rotate(id, { grace_seconds: 60 });
    await revokeApiToken(id, owner);
    expect(await outcome(rotated.token)).toMatch(/^401/);
    expect(await outcome(again.token)).toMatch(/^401/);
  });

  test("revives no revoked token", async () => {
    const { id } = await give();
    await revokeApiToken(id, owner);
    await expect(rotate(id)).rejects.toMatchObject({ code: "token_not_found" });
    await expect(revokeApiToken(randomUUID(), owner)).rejects.toMatchObject({ code: "token_not_found" });
  });
});

describe("acting for a teacher", () => {
  const forTeacher = { "X-User-Id": "teacher-1" };

  test("is for tokens that may, within the teacher's role and the token's scopes", async () => {
    const { token } = await give({ may_act_for_others: true, scopes: ["job:read", "queue:operate"] });
    const caller = await call(token, forTeacher);
    expect(caller).toMatchObject({ kind: "service", userId: "teacher-1", role: "teacher" });
    expect(allowed(caller, "job:read")).toBe(true);
    expect(allowed(caller, "job:create")).toBe(false);
    expect(allowed(caller, "queue:operate")).toBe(false);
    expect(await call(token, { "X-User-Id": "auth0|42" })).toMatchObject({ userId: "auth0|42" });
  });

  test("is refused to the others", async () => {
    const { token } = await give();
    expect(await outcome(token, forTeacher)).toMatch(/^403/);
    const acting = await give({ may_act_for_others: true });
    expect(await outcome(acting.token, { "X-User-Id": "no\tid" })).toMatch(/^422/);
    await db().user.update({ where: { id: owner.userId ?? "" }, data: { role: "teacher" } });
    expect(await outcome(acting.token, forTeacher)).toMatch(/^403/);
  });

  test("does not let a viewer's token write", async () => {
    const { token } = await give({ may_act_for_others: true, scopes: ["lesson:read", "lesson:write"] });
    await db().user.update({ where: { id: owner.userId ?? "" }, data: { role: "viewer" } });
    const caller = await call(token, forTeacher);
    expect(allowed(caller, "lesson:read")).toBe(true);
    expect(allowed(caller, "lesson:write")).toBe(false);
  });
});

test("what is done with tokens is in the audit log", async () => {
  const { id } = await give();
  await rotate(id);
  await revokeApiToken(id, owner);
  await revokeApiToken(id, owner);
  const rows = await db().auditEntry.findMany({ where: { targetId: id }, orderBy: { id: "asc" } });
  expect(rows.map(({ action }) => action)).toEqual(["token.create", "token.rotate", "token.revoke"]);
  expect(rows[0]).toMatchObject({ actorId: owner.userId, credentialId: "session-1" });
});

test("what a token has started ends with it", async () => {
  const { id, token } = await give({ scopes: ["job:read", "job:act"] });
  const { job_id } = await givenJob();
  const caller = await call(token);
  if (caller === null) throw new Error("the token is good");
  const input = { action: "delete" as const, job_ids: [job_id], force_retry: false };
  const [held, other] = [await startAction(input, caller), await startAction(input, owner)];
  await revokeApiToken(id, owner);
  expect((await actionRow(held.action_id, owner)).state).toBe("aborted");
  expect((await actionRow(other.action_id, owner)).state).toBe("scheduled");
});
