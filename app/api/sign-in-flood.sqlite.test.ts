/** A flood of made-up accounts over HTTP, while somebody signs in. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { passwordLine } from "@/lib/auth/password-line";
import { createPerson } from "@/lib/auth/people";
import { problem } from "@/lib/contract/problem";
import { setUpTestDatabase } from "@/lib/testing/database";
import { serve, type TestServer } from "@/lib/testing/http-server";
import { POST } from "./auth/sign-in/email/route";

setUpTestDatabase();

const ada = { email: "ada@school.example", password: "correct horse battery" };
let server: TestServer;
beforeAll(async () => {
  server = await serve((request) => POST(request, { params: Promise.resolve({}) }));
});
afterAll(() => server.close());

function signIn(body: object, cookie = ""): Promise<Response> {
  return fetch(`${server.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: server.url, ...(cookie && { Cookie: cookie }) },
    body: JSON.stringify(body),
  });
}

const madeUp = () => ({ email: `${randomUUID()}@school.example`, password: "a guessed password" });

/** Sends so many made-up accounts at once. @returns the status of each */
async function flood(count: number, cookie: string): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: count }, () => signIn(madeUp(), cookie)));
  for (const answer of answers) {
    const { error } = problem.parse(await answer.json());
    if (answer.status === 503) expect(answer.headers.get("retry-after")).toBe("2");
    else expect(error.code).toBe("unauthenticated");
  }
  return answers.map(({ status }) => status);
}

const all = (count: number, status: number) => Array(count).fill(status);

test("a flood of made-up accounts keeps nobody out, least of all those who were here before", async () => {
  await createPerson({ name: "Ada", ...ada }, "viewer");
  const first = await signIn(ada);
  expect(first.status).toBe(200);
  const known = first.headers.getSetCookie().find((cookie) => cookie.includes("known-browser"));
  expect(known).toMatch(/; Path=\/api\/auth; HttpOnly; SameSite=Lax$/);
  const cookie = known?.split(";")[0] ?? "";

  // Strangers whose passwords take as long as the test says: two at work, and a line that is full.
  const ends: (() => void)[] = [];
  const hold = () => passwordLine().run(false, () => new Promise<void>((resolve) => ends.push(resolve)));
  const held = Array.from({ length: 66 }, hold);
  expect(passwordLine().waiting).toBe(64);
  // Another account's mark helps none of those who come.
  expect(await flood(20, cookie)).toEqual(all(20, 503));
  const entering = signIn(ada, cookie);
  await expect.poll(() => passwordLine().waiting, { timeout: 20_000 }).toBe(65);
  ends[0]?.();
  expect((await entering).status).toBe(200);
  // Whom her place went to afterwards is at work; the others still wait.
  expect(passwordLine().waiting).toBe(63);
  for (const one of held.keys()) {
    ends[one]?.();
    await held[one];
  }

  // More than the 120 a minute that a bound on all accounts together once let in; then somebody with a new browser.
  for (const wave of [1, 2, 3]) expect(await flood(45, cookie), `wave ${wave}`).toEqual(all(45, 401));
  expect((await signIn(ada)).status).toBe(200);
}, 120_000);
