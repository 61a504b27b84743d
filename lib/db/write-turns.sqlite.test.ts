/** Other writers are other connections to the same file, as those of other processes are. */
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { config } from "@/lib/config";
import { setUpTestDatabase } from "@/lib/testing/database";
import { isDatabaseBusy } from "./busy";
import { db } from "./client";
import { BUSY_TIMEOUT_MS } from "./write-turns";

setUpTestDatabase();

function databaseFile(): string {
  const { database } = config();
  if (database.kind !== "sqlite") throw new Error("These tests are for SQLite");
  return database.path;
}

/** Takes the write lock; the answer gives it back. */
function lockDatabase(): () => void {
  const other = new Database(databaseFile());
  other.exec("BEGIN IMMEDIATE");
  return () => {
    other.exec("COMMIT");
    other.close();
  };
}

/** Begins at once, which a query of Prisma alone does not. */
async function addWorker(id: string): Promise<void> {
  await db()
    .$executeRaw`INSERT INTO workers (id, host, pid, version, slots, started_at, heartbeat_at) VALUES (${id}, '', 1, '', 1, 0, 0)`;
}
const turnOfTheLoop = () => new Promise((resolve) => setImmediate(resolve));
const workerIds = async () => (await db().worker.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id);

test("a write waits for another process while reads and the process itself go on", async () => {
  const unlock = lockDatabase();
  const order: string[] = [];
  const written = addWorker("one").then(() => order.push("written"));
  const inTransaction = db()
    .$transaction((tx) => tx.worker.count())
    .then(() => order.push("transaction"));
  for (let i = 0; i < 20; i++) {
    expect(await workerIds()).toEqual([]);
    await turnOfTheLoop();
  }
  order.push("unlocked");
  unlock();
  await Promise.all([written, inTransaction]);
  expect(order[0]).toBe("unlocked");
  expect(await workerIds()).toEqual(["one"]);
});

test("a write beside a transaction that fails is not undone with it", async () => {
  let fail = () => {};
  const failed = new Promise<void>((resolve) => {
    fail = resolve;
  });
  let begun = () => {};
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const transaction = db().$transaction(async (tx) => {
    await tx.$executeRaw`DELETE FROM workers`;
    begun();
    await failed;
    throw new Error("on purpose");
  });
  await hasBegun;
  const beside = addWorker("beside");
  // So that it stands at the connection before the transaction fails.
  for (let i = 0; i < 20; i++) await turnOfTheLoop();
  fail();
  await expect(transaction).rejects.toThrow("on purpose");
  await beside;
  expect(await workerIds()).toEqual(["beside"]);
});

test("a commit that fails leaves nothing open that would swallow the next writes", async () => {
  const failing = db().$transaction(async (tx) => {
    // The constraint is looked at by the COMMIT itself.
    await tx.$executeRaw`PRAGMA defer_foreign_keys = ON`;
    await tx.$executeRaw`
      INSERT INTO presentation_jobs (id, lesson_id, created_at, run_at) VALUES ('orphan', 'no lesson', 0, 0)`;
  });
  await expect(failing).rejects.toThrow();
  await addWorker("single");
  await db().$transaction((tx) => tx.$executeRaw`UPDATE workers SET host = 'changed'`);
  const other = new Database(databaseFile(), { readonly: true });
  expect(other.prepare("SELECT id, host FROM workers").all()).toEqual([{ id: "single", host: "changed" }]);
  expect(other.prepare("SELECT id FROM presentation_jobs").all()).toEqual([]);
  other.close();
});

test("transactions and single writes of two connections all take effect, however they meet", async () => {
  const other = new Database(databaseFile(), { timeout: BUSY_TIMEOUT_MS });
  const add = other.prepare(
    "INSERT INTO workers (id, host, pid, version, slots, started_at, heartbeat_at) VALUES (?, '', 1, '', 1, 0, 0)",
  );
  const others = (async () => {
    for (let i = 0; i < 100; i++) {
      other.exec("BEGIN IMMEDIATE");
      add.run(`other-${i}`);
      await turnOfTheLoop();
      other.exec("COMMIT");
      await turnOfTheLoop();
    }
  })();
  const ours = Array.from({ length: 100 }, (_, i) =>
    i % 2 === 0
      ? addWorker(`ours-${i}`)
      : db().$transaction(
          (tx) => tx.$executeRaw`INSERT INTO workers (id, host, pid, version, slots, started_at,
          heartbeat_at) VALUES (${`ours-${i}`}, '', 1, '', 1, 0, 0)`,
        ),
  );
  await Promise.all([others, ...ours]);
  other.close();
  expect((await workerIds()).length).toBe(200);
});

test("a lock that is never given back is a busy database, after the time a caller waits", async () => {
  const unlock = lockDatabase();
  const outcomes = await Promise.allSettled([
    addWorker("late"),
    db().$transaction((tx) => tx.worker.count()),
  ]);
  for (const outcome of outcomes) {
    expect(outcome.status === "rejected" && isDatabaseBusy(outcome.reason)).toBe(true);
  }
  unlock();
  await addWorker("afterwards");
  expect(await workerIds()).toEqual(["afterwards"]);
});
