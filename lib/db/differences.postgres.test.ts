/** What differs between the databases and must not show. */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { actOnIds } from "@/lib/jobs/bulk";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, givenLesson, service } from "@/lib/testing/factories";
import { isDatabaseBusy } from "./busy";
import { db } from "./client";

setUpTestDatabase();

describe("writers that wait for each other", () => {
  async function givenWorkers(): Promise<[string, string]> {
    const row = {
      host: "here",
      pid: 1,
      version: "test",
      slots: 1,
      startedAt: new Date(),
      heartbeatAt: new Date(),
    };
    const ids: [string, string] = [randomUUID(), randomUUID()];
    for (const id of ids) await db().worker.create({ data: { id, ...row } });
    return ids;
  }

  test("both get their turn", async () => {
    const [a, b] = await givenWorkers();
    // Both hold their first row before either asks for its second.
    let holding = 0;
    let bothHold = () => {};
    const met = new Promise<void>((resolve) => {
      bothHold = resolve;
    });
    const raise = (first: string, second: string) => {
      let tries = 0;
      return db().$transaction(async (tx) => {
        tries++;
        await tx.$executeRaw`UPDATE workers SET slots = slots + 1 WHERE id = ${first}`;
        if (++holding === 2) bothHold();
        await met;
        await tx.$executeRaw`UPDATE workers SET slots = slots + 1 WHERE id = ${second}`;
        return tries;
      });
    };
    const tries = await Promise.all([raise(a, b), raise(b, a)]);
    expect(tries.sort()).toEqual([1, 2]);
    expect(await db().worker.findMany({ select: { slots: true } })).toEqual([{ slots: 3 }, { slots: 3 }]);
  });
});

describe("times", () => {
  test("are UTC, whatever zone the database has", async () => {
    const [{ name } = { name: "" }] = await db().$queryRaw<
      { name: string }[]
    >`SELECT current_database() AS name`;
    await db().$executeRawUnsafe(`ALTER DATABASE "${name}" SET timezone TO 'Asia/Tokyo'`);
    await db().$disconnect();
    const near = (time: Date) => expect(Math.abs(time.getTime() - Date.now())).toBeLessThan(60_000);
    near(new Date((await givenJob()).created_at));
    await db().$executeRaw`
      INSERT INTO users (id, name, email) VALUES ('u1', 'Ada', 'ada@example.org')`;
    const [row] = await db().$queryRaw<{ created_at: Date }[]>`SELECT created_at FROM users`;
    near(row?.created_at ?? new Date(0));
    near((await db().user.findFirstOrThrow()).createdAt);
  });
});

describe("text", () => {
  test("that PostgreSQL cannot hold is stored with a mark in its place", async () => {
    const id = await givenLesson({ title: "one\0two\ud800three" });
    expect(await db().lesson.findUnique({ where: { id } })).toMatchObject({
      title: "one\ufffdtwo\ufffdthree",
    });
  });

  test("of any kind may be asked for", async () => {
    const ids = ["\0", "\ud800", "it's \\u0000"];
    expect((await actOnIds({ kind: "delete" }, ids, service)).refused.map(({ error }) => error)).toEqual(
      ids.map(() => "Job not found"),
    );
  });
});

describe("what will pass is told from what will not", () => {
  test.each([
    ["SET LOCAL statement_timeout = 10", "SELECT pg_sleep(1)", true],
    ["SET LOCAL transaction_read_only = on", "UPDATE workers SET pid = 1", true],
    ["SELECT 1", "SELECT pg_terminate_backend(pg_backend_pid())", true],
    ["SELECT 1", "SELECT no_such_column FROM workers", false],
  ])("%s; %s", async (first, second, busy) => {
    const failed = db().$transaction(async (tx) => {
      await tx.$executeRawUnsafe(first);
      await tx.$executeRawUnsafe(second);
    });
    expect(isDatabaseBusy(await failed.catch((error: unknown) => error))).toBe(busy);
  });
});
