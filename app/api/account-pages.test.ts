/** The lists of people, tokens and sessions, page by page over HTTP. */
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { createApiToken } from "@/lib/auth/api-tokens";
import { createPerson } from "@/lib/auth/people";
import { signIn } from "@/lib/auth/sign-in";
import { tokenInput } from "@/lib/contract/tokens";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { service } from "@/lib/testing/factories";
import { GET as listSessions } from "./sessions/route";
import { GET as listTokens } from "./tokens/route";
import { GET as listUsers } from "./users/route";

const API_TOKEN = "the-token-of-the-deployment";
setUpTestDatabase({ PORT: "3000", API_TOKEN });
const ORIGIN = "http://127.0.0.1:3000";
const bearer = { Authorization: `Bearer ${API_TOKEN}` };

type List = (request: Request, context: { params: Promise<undefined> }) => Promise<Response>;
type Row = { id: string; name?: string };

const get = (list: List, path: string, headers: Record<string, string>) =>
  list(new Request(`${ORIGIN}${path}`, { headers }), { params: Promise.resolve(undefined) });

/** Follows the links; `between` happens after the first page. */
async function walk(list: List, path: string, headers = {}, between = async () => {}): Promise<Row[]> {
  const rows: Row[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const answer = await get(list, next, headers);
    expect(answer.status).toBe(200);
    const page: Row[] = await answer.json();
    expect(page.length).toBeLessThanOrEqual(2);
    rows.push(...page);
    if (next === path) await between();
    next = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get("link") ?? "")?.[1];
  }
  return rows;
}

const person = (name: string) =>
  db().user.create({ data: { id: randomUUID(), name, email: `${randomUUID()}@school.example` } });
const token = () => createApiToken(tokenInput.parse({ name: "A service", scopes: ["job:read"] }), service);

beforeEach(async () => {
  await db().apiToken.deleteMany();
});

describe("pages of", () => {
  test("people hold everybody once by name, also those of one name, and stay right while some come", async () => {
    for (const name of ["Cem", "Ada", "Cem", "Bea", "Cem"]) await person(name);
    const rows = await walk(listUsers, "/api/users?limit=2", bearer, async () => {
      await person("Abe");
      await person("Dov");
    });
    expect(rows.map(({ name }) => name)).toEqual(["Ada", "Bea", "Cem", "Cem", "Cem", "Dov"]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(6);
    const answer = await get(listUsers, "/api/users?limit=2", bearer);
    expect(answer.headers.get("x-total-count")).toBe("7");
  });

  test("tokens hold each once, newest first, also those of one moment", async () => {
    const made = [];
    for (let count = 0; count < 5; count++) made.push(await token());
    const createdAt = new Date();
    await db().apiToken.updateMany({
      where: { id: { in: made.slice(1, 4).map(({ id }) => id) } },
      data: { createdAt },
    });
    const rows = await walk(listTokens, "/api/tokens?limit=2", bearer, async () => {
      await token();
    });
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(made.map(({ id }) => id)));
    expect(rows).toHaveLength(5);
    expect(rows.at(-1)?.id).toBe(made[0]?.id);
  });

  test("sessions hold each of one's own once, the last used first", async () => {
    const email = "ada@school.example";
    await createPerson({ name: "Ada", email, password: "correct horse battery" }, "viewer");
    const enter = () =>
      signIn(new Request(`${ORIGIN}/x`, { method: "POST", headers: { Origin: ORIGIN } }), {
        email,
        password: "correct horse battery",
      });
    const cookies = [];
    for (let count = 0; count < 3; count++) {
      const [cookie = ""] = (await enter()).headers.getSetCookie();
      cookies.push(cookie.split(";")[0] ?? "");
    }
    await db().session.updateMany({ data: { updatedAt: new Date() } });
    const rows = await walk(listSessions, "/api/sessions?limit=2", { Cookie: cookies[0] ?? "" });
    expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
  });

  test.each([
    [listUsers, "/api/users"],
    [listTokens, "/api/tokens"],
  ])("a cursor that nobody gave is refused", async (list, path) => {
    const parts = (...of: unknown[]) => Buffer.from(JSON.stringify(of)).toString("base64url");
    for (const cursor of ["x", parts("a\0b", "1"), parts({}, "1"), parts(1), parts(9e15, "1")]) {
      expect((await get(list, `${path}?cursor=${cursor}`, bearer)).status, cursor).toBe(422);
    }
    expect((await get(list, `${path}?limit=101`, bearer)).status).toBe(422);
  });
});
