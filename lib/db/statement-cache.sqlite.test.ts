import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { config } from "@/lib/config";
import { setUpTestDatabase } from "@/lib/testing/database";
import { db } from "./client";

setUpTestDatabase();

test("a kept statement shows the columns as another process has made them meanwhile", async () => {
  const look = () => db().$queryRaw<object[]>`SELECT * FROM queue_state`;
  const [before = {}] = await look();
  const { database } = config();
  if (database.kind !== "sqlite") throw new Error("This test is for SQLite");
  const other = new Database(database.path);
  other.exec("ALTER TABLE queue_state ADD COLUMN added TEXT DEFAULT 'new'");
  expect(await look()).toEqual([{ ...before, added: "new" }]);
  other.exec("ALTER TABLE queue_state DROP COLUMN added");
  other.close();
  expect(await look()).toEqual([before]);
});

test("one statement serves different values, and the same ones twice", async () => {
  const double = async (value: number) =>
    (await db().$queryRaw<{ it: bigint }[]>`SELECT ${value} * 2 AS it`)[0]?.it;
  expect([await double(1), await double(2), await double(1)].map(Number)).toEqual([2, 4, 2]);
});
