/** When a server says that it is not ready. A full disk is in app/api/_faults. */
import { beforeEach, expect, test } from "vitest";
import { setUpTestDatabase } from "@/lib/testing/database";
import { db } from "./client";
import { checkReady } from "./ready";

setUpTestDatabase();
// Everybody shares a look for a second.
beforeEach(() => forgetLook());

function forgetLook(): void {
  Reflect.deleteProperty(globalThis, "__presentationJobsReady");
}

test("the database of another version is not ready until it is upgraded", async () => {
  expect(await checkReady()).toBeNull();
  await db()
    .$executeRaw`DELETE FROM _prisma_migrations WHERE migration_name = (SELECT MAX(migration_name) FROM _prisma_migrations)`;
  forgetLook();
  expect(await checkReady()).toBe("migrations are pending");
});
