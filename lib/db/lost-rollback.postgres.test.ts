/** A transaction whose ROLLBACK got no answer: what the session still holds open must not swallow what others write. */
import { expect, test } from "vitest";
import { config } from "@/lib/config";
import { setUpTestDatabase } from "@/lib/testing/database";
import { db, openDatabase } from "./client";
import { withConnection } from "./postgres-connection";

setUpTestDatabase();

const LOCK = 4_711;

test("what is written after it is there for everybody", async () => {
  const { database } = config();
  if (database.kind !== "postgres") throw new Error("these tests are about PostgreSQL");
  const url = new URL(database.url);
  url.searchParams.set("query_timeout", "1000");
  const impatient = openDatabase({ kind: "postgres", url: url.href });
  try {
    await withConnection(database.url, async (other) => {
      await other.query("SELECT pg_advisory_lock($1)", [LOCK]);
      // Neither the statement, which waits for the lock, nor the ROLLBACK behind it is answered in time.
      const waiting = impatient.$transaction(
        (tx) => tx.$queryRaw`SELECT pg_advisory_xact_lock(${LOCK})::text`,
      );
      await expect(waiting).rejects.toThrow();
      await other.query("SELECT pg_advisory_unlock($1)", [LOCK]);
      await impatient.lesson.create({
        data: {
          id: "after",
          title: "After",
          content: "",
          contentFormat: "markdown",
          createdAt: new Date(),
          updatedAt: new Date(),
        },
      });
      expect(await db().lesson.count()).toBe(1);
    });
  } finally {
    await impatient.$disconnect();
  }
});

test("one that ended well leaves its connection to the next", async () => {
  const session = () => db().$transaction((tx) => tx.$queryRaw`SELECT pg_backend_pid() AS pid`);
  expect(await session()).toEqual(await session());
});
