/**
 * Every route with another teacher's ids, made from the list of endpoints: refused as declared, nothing changed, nothing told. And with
 * their own: answered as one who may do everything is. Ids are those of the endpoint's first example, which name the example world.
 */
import { SignJWT } from "jose";
import { beforeEach, describe, expect, test } from "vitest";
import { isGranted } from "@/lib/auth/caller";
import { endpoints } from "@/lib/contract/api";
import type { AnyEndpoint } from "@/lib/contract/endpoint";
import { exampleDeckId, exampleJobIds, exampleLessonId } from "@/lib/contract/endpoints/example-ids";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenExampleWorld } from "@/lib/testing/example-world";
import { sumTables } from "@/lib/testing/table-sums";
import { dispatch } from "./_dispatch";

const TOKEN = "test-token-0123456789";
const SECRET = "a secret of at least 32 characters";
setUpTestDatabase({ API_TOKEN: TOKEN, AUTH_JWT_SECRET: SECRET, RATE_LIMIT_PER_MINUTE: "0" });

const OWNER = "teacher-who-owns";
const OTHER = "teacher-who-asks";
/** What nobody but the owner may learn. */
const secrets = [OWNER, "Clap the beat", exampleLessonId, exampleDeckId, ...Object.values(exampleJobIds)];

beforeEach(async () => {
  await givenExampleWorld();
  await db().lesson.updateMany({ data: { userId: OWNER } });
  await db().presentationJob.updateMany({ data: { userId: OWNER } });
  await db().savedView.updateMany({ data: { ownerId: OWNER } });
  await db().bulkAction.updateMany({ data: { ownerId: OWNER } });
});

type Headers = Record<string, string>;
const service = { Authorization: `Bearer ${TOKEN}` };

const userToken = async (sub: string): Promise<Headers> => {
  const token = new SignJWT({ role: "teacher" }).setProtectedHeader({ alg: "HS256" }).setSubject(sub);
  const signed = await token.setExpirationTime("1h").sign(new TextEncoder().encode(SECRET));
  return { Authorization: `Bearer ${signed}` };
};
const acting = async (userId: string): Promise<Headers> => ({ ...service, "X-User-Id": userId });
const ways = [userToken, acting];

const hasId = ({ path }: AnyEndpoint) => path.includes("{");
const isStream = ({ answers }: AnyEndpoint) => Object.values(answers).some(({ events }) => events);
/** Makes a row of whoever asks, from nothing that anybody else has. */
const makesOwnRow = ({ id }: AnyEndpoint) => id === "createView";
const isForTeachers = ({ access }: AnyEndpoint) =>
  access !== "everybody" && access !== "signed-in" && isGranted("teacher", access);

/** The endpoint's first example, without its Idempotency-Key; a lesson is the one that there is. */
async function send(
  endpoint: AnyEndpoint,
  headers: Headers,
): Promise<{ status: number; text: string; sent: string }> {
  const { params = {}, query = {}, body } = endpoint.examples?.[0] ?? {};
  const ids: Record<string, unknown> = {
    ...params,
    ...("lesson_id" in params && { lesson_id: exampleLessonId }),
  };
  const filled = endpoint.path.replace(/\{(\w+)\}/g, (_braces, name: string) =>
    encodeURIComponent(String(ids[name])),
  );
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const sentBody = body === undefined ? null : JSON.stringify(body);
  const answer = await dispatch(
    new Request(`http://localhost${filled}?${search}`, {
      method: endpoint.method,
      headers: {
        ...(sentBody !== null && { "Content-Type": "application/json" }),
        ...headers,
      },
      body: sentBody,
    }),
  );
  const streams = answer.headers.get("content-type")?.startsWith("text/event-stream");
  const text = streams ? "" : await answer.text();
  await (streams && answer.body?.cancel());
  return { status: answer.status, text, sent: `${filled}?${search} ${sentBody}` };
}

const guarded = endpoints.filter(({ access }) => access !== "everybody");

/** Sends each as another teacher, who must neither learn nor change anything. @returns the answers' statuses */
async function sendAsOther(list: readonly AnyEndpoint[]): Promise<[id: string, status: number][]> {
  const statuses: [string, number][] = [];
  for (const endpoint of list) {
    for (const way of ways) {
      const before = await sumTables();
      const { status, text, sent } = await send(endpoint, await way(OTHER));
      const unsaid = secrets.filter((one) => !sent.includes(one));
      for (const secret of unsaid) expect(text, endpoint.id).not.toContain(secret);
      expect(await sumTables(), endpoint.id).toEqual(before);
      statuses.push([endpoint.id, status]);
    }
  }
  return statuses;
}

describe("another teacher's ids", () => {
  test("are refused by every route that takes one", async () => {
    const routes = guarded.filter(hasId);
    expect(routes.length).toBeGreaterThan(20);
    for (const [id, status] of await sendAsOther(routes)) expect([403, 404], id).toContain(status);
  });

  test("are neither told nor touched by any other", async () => {
    const routes = guarded.filter(
      (one) => !hasId(one) && isForTeachers(one) && !isStream(one) && !makesOwnRow(one),
    );
    expect(routes.length).toBeGreaterThan(5);
    for (const [id, status] of await sendAsOther(routes)) expect(status, id).toBeLessThan(500);
  });
});

describe("their own ids", () => {
  test.each(guarded.filter((one) => hasId(one) && isForTeachers(one)).map((one) => [one.id, one] as const))(
    "are answered by %s as to a service",
    async (_id, endpoint) => {
      // These examples succeed for a service (examples.test.ts).
      expect((await send(endpoint, await userToken(OWNER))).status).toBeLessThan(300);
    },
  );
});
