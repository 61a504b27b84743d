import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { setUpTestDatabase } from "@/lib/testing/database";
import { authenticate } from "./authenticate";
import { createPerson } from "./people";
import { signIn, signOut } from "./sign-in";

setUpTestDatabase({ PORT: "3000" });

const ORIGIN = "http://127.0.0.1:3000";
const PASSWORD = "correct horse battery";
let email = "";

beforeEach(async () => {
  email = `${randomUUID()}@example.com`;
  await createPerson({ name: "Ada", email, password: PASSWORD }, "operator");
});

type Sent = { method?: string; cookie?: string; headers?: Record<string, string> };
const request = (path: string, { method = "POST", cookie, headers }: Sent = {}) =>
  new Request(`${ORIGIN}${path}`, {
    method,
    headers: { Host: "127.0.0.1:3000", ...(cookie && { Cookie: cookie }), ...headers },
  });
const signInAs = (who: string, password: string, headers: Record<string, string> = { Origin: ORIGIN }) =>
  signIn(request("/api/auth/sign-in/email", { headers }), { email: who, password });

async function cookieOf(response: Response): Promise<string> {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

async function refusal(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) {
      const { status, code, message, retryAfterSeconds } = error;
      return { status, code, message, retryAfterSeconds };
    }
    throw error;
  }
  throw new Error("was not refused");
}

describe("signing in", () => {
  test("makes a session that names the person", async () => {
    const cookie = await cookieOf(await signInAs(email.toUpperCase(), PASSWORD));
    const caller = await authenticate(request("/api/x", { method: "GET", cookie }));
    expect(caller).toMatchObject({ kind: "person", email, role: "operator" });
    await signOut(request("/api/auth/sign-out", { cookie, headers: { Origin: ORIGIN } }));
    expect(await authenticate(request("/api/x", { method: "GET", cookie }))).toBeNull();
  });

  test("keeps no address that the client has made up", async () => {
    await signInAs(email, PASSWORD, { Origin: ORIGIN, "X-Forwarded-For": "9.9.9.9" });
    expect((await db().session.findFirst())?.ipAddress || null).toBeNull();
  });

  test("tells a wrong password and an unknown account alike, and slows both down", async () => {
    const tries = async (who: string) => {
      const answers = [];
      for (let count = 1; count <= 6; count++) {
        const headers = { Origin: ORIGIN, "X-Forwarded-For": `9.9.9.${count}` };
        answers.push(await refusal(signInAs(who, "wrong", headers)));
      }
      return answers;
    };
    const known = await tries(email);
    expect(await tries(`${randomUUID()}@example.com`)).toEqual(known);
    expect(known.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
    expect(known[5]?.retryAfterSeconds).toBe(5);
    // Whose account it is must wait too: their next try would otherwise tell right from wrong.
    expect(await refusal(signInAs(email, PASSWORD))).toMatchObject({ status: 429 });
  });

  test("is refused to pages of other sites", async () => {
    const headers = { Origin: "http://evil.example", Cookie: "x=y" };
    expect(await refusal(signInAs(email, PASSWORD, headers))).toMatchObject({ status: 403 });
  });
});

test("a person acts for nobody else", async () => {
  const cookie = await cookieOf(await signInAs(email, PASSWORD));
  const asOther = request("/api/x", { method: "GET", cookie, headers: { "X-User-Id": "teacher-1" } });
  expect(await refusal(authenticate(asOther))).toMatchObject({ status: 403, code: "permission_denied" });
});

describe("a change with a session cookie", () => {
  test.each([
    [{ "Sec-Fetch-Site": "same-origin" }, true],
    [{ Origin: ORIGIN }, true],
    [{ "Sec-Fetch-Site": "cross-site" }, false],
    [{ "Sec-Fetch-Site": "same-site", Origin: ORIGIN }, false],
    [{ Origin: "http://evil.example" }, false],
    [{ Origin: "null" }, false],
    [{}, false],
  ])("with %o is accepted: %s", async (headers: Record<string, string>, accepted) => {
    const cookie = await cookieOf(await signInAs(email, PASSWORD));
    const changing = authenticate(request("/api/x", { cookie, headers }));
    if (accepted) expect(await changing).toMatchObject({ email });
    else expect(await refusal(changing)).toMatchObject({ status: 403, code: "permission_denied" });
  });

  test("is not asked where it comes from when it only reads", async () => {
    const cookie = await cookieOf(await signInAs(email, PASSWORD));
    const headers = { "Sec-Fetch-Site": "cross-site" };
    expect(await authenticate(request("/api/x", { method: "GET", cookie, headers }))).toMatchObject({
      email,
    });
  });

  test("never falls back to the cookie when a token is sent that is wrong", async () => {
    const cookie = await cookieOf(await signInAs(email, PASSWORD));
    const headers = { "Sec-Fetch-Site": "same-origin", Authorization: "Bearer wrong-token" };
    expect(await refusal(authenticate(request("/api/x", { cookie, headers })))).toMatchObject({
      status: 401,
    });
  });
});
