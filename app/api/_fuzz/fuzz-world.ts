/** Who sends the fuzz run's requests, and what is theirs. */
import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { createApiToken } from "@/lib/auth/api-tokens";
import type { Caller } from "@/lib/auth/caller";
import { createPerson } from "@/lib/auth/people";
import { signIn } from "@/lib/auth/sign-in";
import { examplePerson } from "@/lib/contract/endpoints/example-ids";
import type { Role } from "@/lib/contract/permissions";
import { tokenInput } from "@/lib/contract/tokens";
import { db } from "@/lib/db/client";
import { givenExampleWorld } from "@/lib/testing/example-world";
import { callerWith, givenJob, givenLesson, service } from "@/lib/testing/factories";
import type { FuzzCaller } from "@/lib/testing/fuzz/fuzz-request";
import type { Known } from "@/lib/testing/fuzz/schema-values";

export const fuzzEnvironment = {
  PORT: "3000",
  API_TOKEN: "test-token-0123456789",
  AUTH_JWT_SECRET: "a secret of at least 32 characters",
  RATE_LIMIT_PER_MINUTE: "0",
};
export const FUZZ_ORIGIN = "http://127.0.0.1:3000";
const TEACHER = "teacher-1";

/** Caller → the headers that they send. */
export type Credentials = Record<FuzzCaller, Record<string, string>>;

/** Makes everything anew in a database that has been emptied. `known` are texts for fields and parameters, by their names. */
export async function givenFuzzWorld(): Promise<{ credentials: Credentials; known: Known }> {
  await givenExampleWorld();
  const ids = { lessons: [] as string[], jobs: [] as string[] };
  for (const userId of [TEACHER, "teacher-2"]) {
    const teacher: Caller = callerWith("teacher", userId);
    const lesson = await givenLesson({ id: `lesson-of-${userId}`, userId });
    ids.lessons.push(lesson);
    for (const priority of ["urgent", "low"] as const) {
      ids.jobs.push((await givenJob({ lesson_id: lesson, priority }, teacher)).job_id);
    }
  }
  const credentials = await makeCredentials();
  const person = await db().user.findUniqueOrThrow({ where: { email: examplePerson.email } });
  const token = await createApiToken(tokenInput.parse({ name: "A service", scopes: ["job:read"] }), service);
  return {
    credentials,
    known: {
      lesson_id: ids.lessons,
      job_id: ids.jobs,
      user_id: [TEACHER, person.id],
      session_id: await givenSpareSessions(),
      token_id: [token.id],
      kind: ["disk_space", "queue_delay"],
      email: [examplePerson.email],
      password: [examplePerson.password],
      current_password: [examplePerson.password],
    },
  };
}

/**
 * A second session of everybody who has one: with their own to choose from, some would end it early, and the more often the less of
 * what they may do was ever tried. In the order of the people, so that the same seed sends the same requests.
 */
async function givenSpareSessions(): Promise<string[]> {
  const sessions = await db().session.findMany({
    orderBy: [{ user: { email: "asc" } }, { createdAt: "asc" }],
  });
  const spare = sessions.map((session) => ({ ...session, id: randomUUID(), token: randomUUID() }));
  await db().session.createMany({ data: spare });
  return spare.map(({ id }) => id);
}

async function makeCredentials(): Promise<Credentials> {
  const bootstrap = { Authorization: `Bearer ${fuzzEnvironment.API_TOKEN}` };
  const token = await new SignJWT({ role: "teacher" })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(TEACHER)
    .setExpirationTime("8h")
    .sign(new TextEncoder().encode(fuzzEnvironment.AUTH_JWT_SECRET));
  return {
    service: bootstrap,
    acting: { ...bootstrap, "X-User-Id": TEACHER },
    teacher: { Authorization: `Bearer ${token}` },
    viewer: await cookieOf("viewer"),
    operator: await cookieOf("operator"),
    admin: await cookieOf("admin"),
    nobody: { "Sec-Fetch-Site": "same-origin", Origin: FUZZ_ORIGIN },
    liar: { Authorization: "Bearer pj_0123456789ab_made-up" },
  };
}

async function cookieOf(role: Role): Promise<Record<string, string>> {
  const email = `${role}@school.example`;
  await createPerson({ ...examplePerson, email }, role);
  const own = { "Sec-Fetch-Site": "same-origin", Origin: FUZZ_ORIGIN };
  const request = new Request(`${FUZZ_ORIGIN}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { ...own, Host: "127.0.0.1:3000" },
  });
  const answer = await signIn(request, { email, password: examplePerson.password });
  return { ...own, Cookie: answer.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
}
