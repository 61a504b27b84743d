/**
 * Every route with every kind of credential: the list of endpoints times anonymous, bad, expired, revoked and rotated tokens, a token of
 * each scope, each role, the lesson app's own user tokens good and bad, and the cookie from our own pages and from elsewhere. The
 * first example of an endpoint is what is sent.
 */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { SignJWT, UnsecuredJWT } from "jose";
import { beforeEach, describe, expect, test } from "vitest";
import { createApiToken, revokeApiToken, rotateApiToken } from "@/lib/auth/api-tokens";
import { isGranted } from "@/lib/auth/caller";
import { createPerson } from "@/lib/auth/people";
import { signIn } from "@/lib/auth/sign-in";
import { endpoints } from "@/lib/contract/api";
import type { Access, AnyEndpoint } from "@/lib/contract/endpoint";
import { examplePerson } from "@/lib/contract/endpoints/example-ids";
import { type Role, roles, scopes } from "@/lib/contract/permissions";
import { problem } from "@/lib/contract/problem";
import { rotateInput, tokenInput } from "@/lib/contract/tokens";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenExampleWorld } from "@/lib/testing/example-world";
import { service } from "@/lib/testing/factories";

const JWT_SECRET = "a-secret-of-at-least-32-characters";
setUpTestDatabase({ PORT: "3000", RATE_LIMIT_PER_MINUTE: "0", AUTH_JWT_SECRET: JWT_SECRET });
const ORIGIN = "http://127.0.0.1:3000";
const guarded = endpoints.filter(({ access }) => access !== "everybody");

beforeEach(async () => {
  await db().apiToken.deleteMany();
  await givenExampleWorld();
});

const folderName = (name: string) =>
  name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

type Answer = { status: number; detail: string };

/** Sends the endpoint's first example. */
async function send(endpoint: AnyEndpoint, headers: Record<string, string>): Promise<Answer> {
  const { params = {}, query = {}, headers: own = {}, body } = endpoint.examples?.[0] ?? {};
  const folder = endpoint.path.replace(/\{(\w+)\}/g, (_match, name: string) => `[${folderName(name)}]`);
  const file = path.join(import.meta.dirname, "..", folder, "route.ts");
  expect(existsSync(file), file).toBe(true);
  const route = (await import(file))[endpoint.method];
  const texts = (values: object) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  const filled = endpoint.path.replace(/\{(\w+)\}/g, (_match, name: string) => texts(params)[name] ?? "x");
  const request = new Request(`${ORIGIN}${filled}?${new URLSearchParams(texts(query))}`, {
    method: endpoint.method,
    headers: {
      Host: "127.0.0.1:3000",
      ...texts(own),
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const named = Object.entries(texts(params)).map(([name, value]) => [folderName(name), value]);
  const answer: Response = await route(request, { params: Promise.resolve(Object.fromEntries(named)) });
  const isProblem = answer.headers.get("content-type") === "application/problem+json";
  const detail = isProblem ? problem.parse(await answer.json()).detail : "";
  if (!isProblem) await answer.body?.cancel();
  return { status: answer.status, detail };
}

/** Of each guarded endpoint, by its id. */
async function sendAll(headers: Record<string, string>, list = guarded): Promise<Record<string, Answer>> {
  const answers: Record<string, Answer> = {};
  for (const endpoint of list) answers[endpoint.id] = await send(endpoint, headers);
  return answers;
}

const lacks = ({ status, detail }: Answer) =>
  status === 403 && detail.startsWith("This needs the permission");

/** Those that answered as one who may not call them is answered; the others must not have been refused as unknown. */
function refusedIn(answers: Record<string, Answer>): string[] {
  for (const [id, { status }] of Object.entries(answers)) expect(status, id).not.toBe(401);
  return Object.entries(answers).flatMap(([id, answer]) => (lacks(answer) ? [id] : []));
}
const idsWithout = (may: (access: Access) => boolean) =>
  guarded.flatMap(({ id, access }) => (access === "signed-in" || may(access) ? [] : [id]));

const token = (input: object = {}) =>
  createApiToken(tokenInput.parse({ name: "A service", scopes: [...scopes], ...input }), service);
const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` });

type JwtKind = { role?: string; secret?: string; algorithm?: string; expires?: string };

function jwt({
  role = "teacher",
  secret = JWT_SECRET,
  algorithm = "HS256",
  expires = "1 minute",
}: JwtKind = {}): Promise<string> {
  return new SignJWT({ role })
    .setProtectedHeader({ alg: algorithm })
    .setSubject("teacher-1")
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret));
}

async function cookieOf(role: Role): Promise<string> {
  const email = `${randomUUID()}@school.example`;
  await createPerson({ ...examplePerson, email }, role);
  const request = new Request(`${ORIGIN}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { Origin: ORIGIN, Host: "127.0.0.1:3000" },
  });
  const answer = await signIn(request, { email, password: examplePerson.password });
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

describe("a guarded route", () => {
  test.each<[string, () => Promise<Record<string, string>>]>([
    ["nothing", async () => ({})],
    ["no token of ours", async () => bearer("not-a-token")],
    ["another scheme", async () => ({ Authorization: `Basic ${btoa("a:b")}` })],
    [
      "an expired token",
      async () => {
        const made = await token();
        await db().apiToken.update({ where: { id: made.id }, data: { expiresAt: new Date(Date.now() - 1) } });
        return bearer(made.token);
      },
    ],
    [
      "a revoked token",
      async () => {
        const made = await token();
        await revokeApiToken(made.id, service);
        return bearer(made.token);
      },
    ],
    [
      "a token from before its rotation",
      async () => {
        const made = await token();
        await rotateApiToken(made.id, rotateInput.parse({}), service);
        return bearer(made.token);
      },
    ],
    ["a user token that has expired", async () => bearer(await jwt({ expires: "1 minute ago" }))],
    ["a user token of another secret", async () => bearer(await jwt({ secret: "x".repeat(32) }))],
    ["a user token of an algorithm not ours", async () => bearer(await jwt({ algorithm: "HS512" }))],
    [
      "a user token without a signature",
      async () =>
        bearer(
          new UnsecuredJWT({ role: "admin" }).setSubject("teacher-1").setExpirationTime("1 minute").encode(),
        ),
    ],
    ["a made-up cookie", async () => ({ Cookie: "presentation-jobs.session_token=abc.def" })],
  ])("answers 401 to %s", async (_name, make) => {
    for (const [id, { status }] of Object.entries(await sendAll(await make()))) expect(status, id).toBe(401);
  });

  test.each(scopes)("lets a token with only %s do that and nothing else", async (scope) => {
    const { token: secret } = await token({ scopes: [scope] });
    const refused = refusedIn(await sendAll(bearer(secret)));
    expect(refused).toEqual(idsWithout((access) => access === scope));
  });

  test.each(roles)("lets a %s do what the role says, from our own pages", async (role) => {
    const headers = { Cookie: await cookieOf(role), "Sec-Fetch-Site": "same-origin" };
    const mayDo = (access: Access) =>
      access !== "everybody" && access !== "signed-in" && isGranted(role, access);
    expect(refusedIn(await sendAll(headers))).toEqual(idsWithout(mayDo));
  });

  test.each(["teacher", "admin"] as const)(
    "lets a %s of the lesson app do no more than a token may",
    async (role) => {
      const refused = refusedIn(await sendAll(bearer(await jwt({ role }))));
      const open: readonly string[] = scopes;
      const mayDo = (access: Access) =>
        access !== "everybody" && access !== "signed-in" && open.includes(access) && isGranted(role, access);
      expect(refused).toEqual(idsWithout(mayDo));
    },
  );

  test("refuses a user of the lesson app who is neither teacher nor admin", async () => {
    const answers = await sendAll(bearer(await jwt({ role: "student" })));
    for (const [id, { status, detail }] of Object.entries(answers)) {
      expect([status, detail], id).toEqual([403, "The token's role must be teacher or admin"]);
    }
  });

  test("takes no change by cookie from elsewhere", async () => {
    const changes = guarded.filter(({ method }) => method !== "GET");
    const cookie = await cookieOf("admin");
    const elsewhere: Record<string, string>[] = [
      { "Sec-Fetch-Site": "cross-site" },
      { Origin: "http://evil.example" },
      {},
    ];
    for (const from of elsewhere) {
      for (const [id, answer] of Object.entries(await sendAll({ Cookie: cookie, ...from }, changes))) {
        expect([answer.status, answer.detail], id).toEqual([
          403,
          "Changes with a session cookie are accepted from our own pages only",
        ]);
      }
    }
  });
});
