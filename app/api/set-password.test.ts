/** The link with which somebody who came from the earlier system sets a first password. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { auth } from "@/lib/auth/auth";
import { createPasswordLink, createSetupLink, isSetUp, setUpFirstAdministrator } from "@/lib/auth/setup-link";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import * as setPasswordRoute from "./auth/set-password/route";

setUpTestDatabase();

const PASSWORD = "a sentence is good";
const tokenOf = (link: string) => new URLSearchParams(new URL(link).hash.slice(1)).get("token") ?? "";

async function givenPerson(role = "teacher"): Promise<{ id: string; email: string; token: string }> {
  const id = randomUUID();
  const email = `${id}@school.example`;
  await db().user.create({ data: { id, email, name: "Person", role } });
  return { id, email, token: tokenOf(await createPasswordLink(id, "https://jobs.example")) };
}

const setPassword = (token: string, password = PASSWORD) =>
  setPasswordRoute.POST(
    new Request("http://localhost/api/auth/set-password", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token, password }),
    }),
    { params: Promise.resolve({}) },
  );

const canSignIn = (email: string, password: string) =>
  auth()
    .api.signInEmail({ body: { email, password } })
    .then(
      () => true,
      () => false,
    );

test("sets the password once, and signs the person in", async () => {
  const { email, token } = await givenPerson();
  const response = await setPassword(token);
  expect(response.status).toBe(200);
  expect(response.headers.get("set-cookie")).toContain("session_token");
  expect(await canSignIn(email, PASSWORD)).toBe(true);
  expect((await setPassword(token, "another long password")).status).toBe(403);
  expect(await canSignIn(email, "another long password")).toBe(false);
});

test("one of two requests at once wins", async () => {
  const { id, token } = await givenPerson();
  const answers = await Promise.all([setPassword(token), setPassword(token), setPassword(token)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
  expect(await db().account.count({ where: { userId: id } })).toBe(1);
});

test("is stored as a hash, and works neither after its time nor after a newer link", async () => {
  const { id, token } = await givenPerson();
  const stored = await db().verification.findMany();
  expect(JSON.stringify(stored)).not.toContain(token);
  const newer = tokenOf(await createPasswordLink(id, "https://jobs.example"));
  expect((await setPassword(token)).status).toBe(403);
  await db().verification.updateMany({ data: { expiresAt: new Date(0) } });
  expect((await setPassword(newer)).status).toBe(403);
});

test("a short password is refused and does not spend the link", async () => {
  const { token } = await givenPerson();
  expect((await setPassword(token, "short")).status).toBe(422);
  expect((await setPassword(token)).status).toBe(200);
});

test("the first administrator's token sets nobody's password, and the other way round", async () => {
  const { email, token } = await givenPerson();
  expect((await setPassword(tokenOf(await createSetupLink("https://jobs.example")))).status).toBe(403);
  const person = { name: "Ada", email: "ada@school.example", password: PASSWORD };
  await expect(setUpFirstAdministrator(token, person)).rejects.toMatchObject({ code: "permission_denied" });
  expect(await canSignIn(email, PASSWORD)).toBe(false);
});

test("people without a password do not count as set up; one of them can become the first administrator", async () => {
  const { id, email } = await givenPerson("admin");
  expect(await isSetUp()).toBe(false);
  const token = tokenOf(await createSetupLink("https://jobs.example"));
  await setUpFirstAdministrator(token, { name: "Ada", email: email.toUpperCase(), password: PASSWORD });
  expect(await isSetUp()).toBe(true);
  expect(await db().user.findMany()).toMatchObject([{ id, name: "Ada", role: "admin" }]);
  expect(await canSignIn(email, PASSWORD)).toBe(true);
});
