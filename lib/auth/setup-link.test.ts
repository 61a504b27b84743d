import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { isSetUp } from "./first-administrator";
import { verifyPassword } from "./password";
import { createPerson } from "./people";
import { createSetupLink, setPasswordByLink } from "./setup-link";

setUpTestDatabase({ PORT: "3000" });

let userId = "";
beforeEach(async () => {
  userId = randomUUID();
  await db().user.create({
    data: { id: userId, name: "Ada", email: `${userId}@example.com`, role: "admin" },
  });
});

const tokenOf = ({ url }: { url: string }) => url.split("#token=")[1] ?? "";
const passwordHash = async () => (await db().account.findFirst({ where: { userId } }))?.password ?? "";

describe("a set-up link", () => {
  test("gives the person a password once, and says who it was", async () => {
    expect(await isSetUp()).toBe(false);
    const link = await createSetupLink(userId);
    expect(link.url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/set-password#token=[\w-]{43}$/);
    const spent = await setPasswordByLink(tokenOf(link), "correct horse battery");
    expect(spent).toEqual({ userId, email: `${userId}@example.com` });
    expect(await verifyPassword(await passwordHash(), "correct horse battery")).toBe(true);
    expect(await isSetUp()).toBe(true);
    await expect(setPasswordByLink(tokenOf(link), "another password")).rejects.toMatchObject({
      code: "permission_denied",
    });
    expect(await verifyPassword(await passwordHash(), "correct horse battery")).toBe(true);
  });

  test("is not spent by a password that is too easy to guess", async () => {
    const token = tokenOf(await createSetupLink(userId));
    for (const easy of ["passwordpassword", `${userId}@example.com`]) {
      await expect(setPasswordByLink(token, easy)).rejects.toMatchObject({ code: "validation_failed" });
    }
    await setPasswordByLink(token, "correct horse battery");
  });

  test("is spent by one of two who use it at once", async () => {
    const token = tokenOf(await createSetupLink(userId));
    const tries = ["first long password", "second long password"].map((password) =>
      setPasswordByLink(token, password),
    );
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("stands nowhere in the database", async () => {
    const token = tokenOf(await createSetupLink(userId));
    expect(JSON.stringify(await db().verification.findMany())).not.toContain(token);
  });

  test.each([
    ["a newer one is made", () => createSetupLink(userId)],
    [
      "its time is over",
      () => db().verification.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } }),
    ],
    ["the person is removed", () => db().user.delete({ where: { id: userId } })],
  ])("is worth nothing when %s", async (_name, happen) => {
    const token = tokenOf(await createSetupLink(userId));
    await happen();
    await expect(setPasswordByLink(token, "correct horse battery")).rejects.toMatchObject({
      code: "permission_denied",
    });
    expect(await db().account.count()).toBe(0);
  });

  test("replaces a password and ends the sessions opened with it", async () => {
    const email = `${randomUUID()}@example.com`;
    await createPerson({ name: "Bob", email, password: "a forgotten password" }, "viewer");
    const { id } = await db().user.findUniqueOrThrow({ where: { email } });
    const expiresAt = new Date(Date.now() + 60_000);
    await db().session.create({ data: { id: randomUUID(), token: randomUUID(), userId: id, expiresAt } });
    await setPasswordByLink(tokenOf(await createSetupLink(id)), "correct horse battery");
    expect(await db().session.count({ where: { userId: id } })).toBe(0);
    expect(await db().account.count({ where: { userId: id } })).toBe(1);
  });
});
