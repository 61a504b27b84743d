import { randomUUID } from "node:crypto";
import { TOTP } from "otpauth";
import { beforeEach, describe, expect, test } from "vitest";
import type { Role } from "@/lib/contract/permissions";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { actionRow } from "@/lib/jobs/actions/read-actions";
import { startAction } from "@/lib/jobs/actions/start-action";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob } from "@/lib/testing/factories";
import { authenticate } from "./authenticate";
import type { Caller } from "./caller";
import { changePerson, invitePerson, listPeople, removePerson, renewSetupLink } from "./manage-people";
import { changePassword } from "./own-password";
import { changeProfile } from "./own-profile";
import { createPerson } from "./people";
import { endOtherSessions, endSession, listSessions } from "./sessions";
import { setPasswordByLink } from "./setup-link";
import { signIn } from "./sign-in";
import { beginTotp, confirmTotp, disableTotp } from "./totp";

setUpTestDatabase({ PORT: "3000", TRUST_PROXY: "1" });

const ORIGIN = "http://127.0.0.1:3000";
const PASSWORD = "correct horse battery";
const DAY_MS = 24 * 60 * 60 * 1000;
let admin: Caller;
let email = "";

beforeEach(async () => {
  admin = await personWith("admin");
  email = admin.email ?? "";
});

async function personWith(role: Role): Promise<Caller> {
  const address = `${randomUUID()}@example.com`;
  await createPerson({ name: "Ada", email: address, password: PASSWORD }, role);
  const { id } = await db().user.findUniqueOrThrow({ where: { email: address } });
  return { kind: "person", userId: id, name: "Ada", email: address, role };
}

/** The cookie of a new session. */
async function enter(who: string, password = PASSWORD, code?: string): Promise<string> {
  const headers = { Origin: ORIGIN, "User-Agent": "Firefox", "X-Forwarded-For": "192.0.2.7" };
  const request = new Request(`${ORIGIN}/api/auth/sign-in/email`, { method: "POST", headers });
  const answer = await signIn(request, { email: who, password, code });
  expect(JSON.stringify(await answer.json())).not.toContain("token");
  const [cookie] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/i);
  return cookie?.split(";")[0] ?? "";
}
const callerWith = async (cookie: string) =>
  authenticate(new Request(`${ORIGIN}/api/x`, { headers: { Cookie: cookie } }));
async function known(cookie: string): Promise<Caller> {
  const caller = await callerWith(cookie);
  if (caller === null) throw new Error("nobody is signed in");
  return caller;
}
async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "done";
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe("sessions", () => {
  test("are stored so that reading the database lets nobody in", async () => {
    const cookie = await enter(email);
    const raw = decodeURIComponent(cookie.split("=")[1] ?? "").split(".")[0] ?? "";
    expect(raw.length).toBeGreaterThanOrEqual(32);
    const [stored] = await db().session.findMany();
    expect(JSON.stringify(await db().session.findMany())).not.toContain(raw);
    expect(await callerWith(cookie)).toMatchObject({ email });
    // Even with the server's signature, what is stored is no session's token.
    const { auth } = await import("./auth");
    const { internalAdapter } = await auth().$context;
    expect(await internalAdapter.findSession(raw)).not.toBeNull();
    expect(await internalAdapter.findSession(stored?.token ?? "")).toBeNull();
  });

  test("are new at each sign-in, listed with device and address, and ended one by one or all but this", async () => {
    const cookies = [await enter(email), await enter(email), await enter(email)];
    expect(new Set(cookies).size).toBe(3);
    const [first = "", second = "", third = ""] = cookies;
    const me = await known(first);
    const { sessions: listed } = await listSessions({ limit: 50 }, me);
    expect(listed.map(({ is_current }) => is_current).filter(Boolean)).toHaveLength(1);
    expect(listed[0]).toMatchObject({ device: "Firefox", address: "192.0.2.7" });
    await endSession((await known(second)).credentialId ?? "", me);
    expect(await callerWith(second)).toBeNull();
    expect(await endOtherSessions(me)).toBe(1);
    expect(await callerWith(third)).toBeNull();
    expect(await callerWith(first)).not.toBeNull();
  });

  test("of others cannot be ended", async () => {
    const other = await personWith("viewer");
    const theirs = await known(await enter(other.email ?? ""));
    const mine = await known(await enter(email));
    expect(await codeOf(endSession(theirs.credentialId ?? "", mine))).toBe("session_not_found");
    expect(await db().session.count({ where: { id: theirs.credentialId ?? "" } })).toBe(1);
  });

  test("end after a day without use, and after a week with it", async () => {
    const cookie = await enter(email);
    const age = (data: object) => db().session.updateMany({ data });
    await age({ updatedAt: new Date(Date.now() - DAY_MS + 60_000) });
    const { credentialId = "" } = await known(cookie);
    const lastSeen = async () =>
      (await db().session.findUniqueOrThrow({ where: { id: credentialId } })).updatedAt;
    const idleMs = async () => Date.now() - (await lastSeen()).getTime();
    await expect.poll(idleMs, { timeout: 20_000 }).toBeLessThan(60_000);
    await age({ updatedAt: new Date(Date.now() - DAY_MS - 1) });
    expect(await callerWith(cookie)).toBeNull();
    const used = await enter(email);
    const { expiresAt, createdAt } = await db().session.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
    expect(Math.round((expiresAt.getTime() - createdAt.getTime()) / DAY_MS)).toBe(7);
    await age({ expiresAt: new Date(Date.now() - 1) });
    expect(await callerWith(used)).toBeNull();
  });

  test("end with the password they were opened with, but for the one that changes it", async () => {
    const [here, there] = [await enter(email), await enter(email)];
    const me = await known(here);
    const change = { current_password: "not the password", new_password: "another good sentence" };
    expect(await codeOf(changePassword(change, me))).toBe("permission_denied");
    expect(await callerWith(there)).not.toBeNull();
    await changePassword({ ...change, current_password: PASSWORD }, me);
    expect(await callerWith(here)).not.toBeNull();
    expect(await callerWith(there)).toBeNull();
    expect(await codeOf(enter(email))).toBe("unauthenticated");
    await enter(email, "another good sentence");
  });
});

describe("one's own profile", () => {
  test("changes the name freely, and the address one signs in with only with the password", async () => {
    const me = await known(await enter(email));
    expect(await changeProfile({ name: "Ada L." }, me)).toMatchObject({ name: "Ada L.", email });
    const address = `${randomUUID()}@Example.com`;
    const change = { name: "Nobody", email: address };
    expect(await codeOf(changeProfile(change, me))).toBe("validation_failed");
    expect(await codeOf(changeProfile({ ...change, current_password: "a guess" }, me))).toBe(
      "permission_denied",
    );
    await enter(email);
    await changeProfile({ email: address, current_password: PASSWORD }, me);
    expect(await codeOf(enter(email))).toBe("unauthenticated");
    expect(await known(await enter(address))).toMatchObject({ name: "Ada L.", email: address.toLowerCase() });
    const [entry] = await db().auditEntry.findMany({
      where: { action: "profile.change", actorId: me.userId },
      orderBy: { id: "desc" },
    });
    expect(JSON.parse(entry?.details ?? "")).toMatchObject({
      before: { email },
      after: { email: address.toLowerCase() },
    });
  });

  test("takes nobody else's address", async () => {
    const me = await known(await enter(email));
    const other = await personWith("viewer");
    const change = { email: other.email?.toUpperCase() ?? "", current_password: PASSWORD };
    expect(await codeOf(changeProfile(change, me))).toBe("email_taken");
    expect(await known(await enter(email))).toMatchObject({ userId: me.userId });
  });
});

describe("people", () => {
  test("are invited with a link, and sign in with the password they set", async () => {
    const address = `${randomUUID()}@Example.com`;
    const invited = await invitePerson({ name: "Bob", email: address, role: "operator" }, admin);
    expect(invited).toMatchObject({ has_password: false, role: "operator", email: address.toLowerCase() });
    expect(await codeOf(enter(address))).toBe("unauthenticated");
    await setPasswordByLink(invited.setup_url.split("#token=")[1] ?? "", PASSWORD);
    expect(await known(await enter(address))).toMatchObject({ name: "Bob", role: "operator" });
    const again = { name: "Bob", email: address, role: "viewer" as const };
    expect(await codeOf(invitePerson(again, admin))).toBe("email_taken");
  });

  test("of several who are invited by one address at once, one is", async () => {
    const invitation = { name: "Bob", email: `${randomUUID()}@example.com`, role: "viewer" as const };
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => invitePerson(invitation, admin)));
    const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? outcome.reason : []));
    expect(refusals.map((error) => error.code)).toEqual(Array(3).fill("email_taken"));
  });

  test("have another role from the next request on", async () => {
    const bob = await personWith("viewer");
    const cookie = await enter(bob.email ?? "");
    await changePerson(bob.userId ?? "", { role: "operator" }, admin);
    expect(await known(cookie)).toMatchObject({ role: "operator" });
  });

  test("change their own password and app with the password alone, also as administrators", async () => {
    const id = admin.userId ?? "";
    expect(await codeOf(renewSetupLink(id, admin))).toBe("permission_denied");
    expect(await codeOf(changePerson(id, { totp: false }, admin))).toBe("permission_denied");
  });

  test.each<[string, (id: string) => Promise<unknown>]>([
    ["disabled", (id) => changePerson(id, { disabled: true }, admin)],
    ["demoted", (id) => changePerson(id, { role: "viewer" }, admin)],
    ["removed", (id) => removePerson(id, admin)],
  ])("who are %s end what they have started", async (_word, end) => {
    const bob = await personWith("operator");
    const { job_id } = await givenJob();
    const held = await startAction(
      { action: "delete", job_ids: [job_id], force_retry: false },
      { ...bob, credentialId: "session-of-bob" },
    );
    const others = await startAction({ action: "delete", job_ids: [job_id], force_retry: false }, admin);
    await end(bob.userId ?? "");
    expect((await actionRow(held.action_id, admin)).state).toBe("aborted");
    expect((await actionRow(others.action_id, admin)).state).toBe("scheduled");
  });

  test("who are disabled are out at once, and cannot come back by themselves", async () => {
    const bob = await personWith("operator");
    const id = bob.userId ?? "";
    const cookie = await enter(bob.email ?? "");
    const { setup_url } = await renewSetupLink(id, admin);
    await changePerson(id, { disabled: true }, admin);
    expect(await callerWith(cookie)).toBeNull();
    expect(await codeOf(enter(bob.email ?? ""))).toBe("unauthenticated");
    expect(await db().session.count({ where: { userId: id } })).toBe(0);
    expect(await codeOf(setPasswordByLink(setup_url.split("#token=")[1] ?? "", PASSWORD))).toBe(
      "permission_denied",
    );
    expect(await codeOf(renewSetupLink(id, admin))).toBe("validation_failed");
    await changePerson(id, { disabled: false }, admin);
    await enter(bob.email ?? "");
  });

  test("always have an administrator who can sign in", async () => {
    const id = admin.userId ?? "";
    // Invited, but nobody who could help when the other is gone.
    await invitePerson({ name: "Eve", email: `${randomUUID()}@example.com`, role: "admin" }, admin);
    for (const change of [{ role: "viewer" as const }, { disabled: true }]) {
      expect(await codeOf(changePerson(id, change, admin))).toBe("last_administrator");
    }
    expect(await codeOf(removePerson(id, admin))).toBe("last_administrator");
    const second = await personWith("admin");
    const both = [id, second.userId ?? ""].map((one) => codeOf(changePerson(one, { role: "viewer" }, admin)));
    expect((await Promise.all(both)).sort()).toEqual(["done", "last_administrator"]);
    expect(
      (await listPeople({ limit: 50 })).people.filter(
        ({ role, has_password }) => role === "admin" && has_password,
      ),
    ).toHaveLength(1);
  });

  test("who are removed are gone with their sessions, and the log knows who did it", async () => {
    const bob = await personWith("viewer");
    const cookie = await enter(bob.email ?? "");
    await removePerson(bob.userId ?? "", admin);
    expect(await callerWith(cookie)).toBeNull();
    expect(await codeOf(removePerson(bob.userId ?? "", admin))).toBe("person_not_found");
    const entries = await db().auditEntry.findMany({
      where: { targetId: bob.userId, action: "user.remove" },
    });
    expect(entries).toMatchObject([{ actorId: admin.userId, actorKind: "person" }]);
  });
});

describe("an authenticator app", () => {
  const appOf = (secret: string) => new TOTP({ secret, digits: 6, period: 30 });

  async function withApp() {
    const me = await known(await enter(email));
    const begun = await beginTotp(PASSWORD, me);
    const app = appOf(begun.secret);
    const backup = await confirmTotp(app.generate({ timestamp: Date.now() - 30_000 }), me);
    return { me, app, backup, begun };
  }

  test("is asked for once it has shown a code, and each of its codes is taken once", async () => {
    const { app, begun } = await withApp();
    expect(begun.uri).toContain(encodeURIComponent(email));
    expect(begun.qr_svg).toMatch(/^<svg/);
    expect(JSON.stringify(await db().totp.findMany())).not.toContain(begun.secret);
    const sessions = await db().session.count();
    expect(await codeOf(enter(email))).toBe("second_factor_required");
    expect(await codeOf(enter(email, "a wrong password"))).toBe("unauthenticated");
    expect(await codeOf(enter(email, PASSWORD, "000000"))).toBe("unauthenticated");
    expect(await db().session.count()).toBe(sessions);
    const code = app.generate();
    await enter(email, PASSWORD, code);
    expect(await codeOf(enter(email, PASSWORD, code))).toBe("unauthenticated");
  });

  test("is not asked for before it has shown a code", async () => {
    const me = await known(await enter(email));
    const { secret } = await beginTotp(PASSWORD, me);
    const wrong = appOf(secret).generate({ timestamp: Date.now() - 10 * 60_000 });
    expect(await codeOf(confirmTotp(wrong, me))).toBe("validation_failed");
    await enter(email);
  });

  test("is replaced by a backup code, once each", async () => {
    const { backup } = await withApp();
    expect(new Set(backup).size).toBe(10);
    expect(backup[0]).toMatch(/^([a-z2-7]{6}-){3}[a-z2-7]{6}$/);
    const [first = "", second = ""] = backup;
    expect(JSON.stringify(await db().backupCode.findMany())).not.toContain(first.slice(0, 6));
    await enter(email, PASSWORD, first);
    expect(await codeOf(enter(email, PASSWORD, first))).toBe("unauthenticated");
    await enter(email, PASSWORD, ` ${second.toUpperCase().replaceAll("-", " ")}`);
  });

  test("stops guessing of codes as it does of passwords", async () => {
    await withApp();
    const codes = [];
    for (let count = 1; count <= 6; count++) codes.push(await codeOf(enter(email, PASSWORD, "000000")));
    expect(codes).toEqual([...Array(5).fill("unauthenticated"), "rate_limited"]);
  });

  test("is taken away with the password, or by an administrator", async () => {
    const { me } = await withApp();
    expect(await codeOf(disableTotp("not the password", me))).toBe("permission_denied");
    expect(await codeOf(beginTotp(PASSWORD, me))).toBe("validation_failed");
    await disableTotp(PASSWORD, me);
    await enter(email);
    const { me: again } = await withApp();
    await changePerson(again.userId ?? "", { totp: false }, await personWith("admin"));
    await enter(email);
    expect(await db().backupCode.count()).toBe(0);
  });
});
