import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith } from "@/lib/testing/factories";
import { somebodyWaits } from "@/lib/testing/postgres-waits";
import { changePerson } from "./manage-people";
import { createPerson } from "./people";

setUpTestDatabase();

test("a change that waits for another one does not undo it", async () => {
  const email = "bob@example.com";
  await createPerson({ name: "Bob", email, password: "correct horse battery" }, "operator");
  const { id } = await db().user.findUniqueOrThrow({ where: { email } });
  const disabledAt = new Date();
  const [renamed] = await db().$transaction(async (tx) => {
    await tx.user.update({ where: { id }, data: { disabledAt, role: "viewer" } });
    const renaming = changePerson(id, { name: "Robert" }, callerWith("admin"));
    await somebodyWaits();
    // In an array, because it ends only after this transaction.
    return [renaming];
  });
  await renamed;
  expect(await db().user.findUniqueOrThrow({ where: { id } })).toMatchObject({
    name: "Robert",
    role: "viewer",
    disabledAt,
  });
});
