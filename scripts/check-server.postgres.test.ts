import { expect, inject, test } from "vitest";
import { nameOf } from "../lib/db/postgres-connection";
import { withDatabase } from "../lib/testing/postgres-databases";
import { checkServer } from "./check-server";

const url = inject("postgres")?.adminUrl ?? "";

test("is content with a server that lets us in", async () => {
  await expect(checkServer(url)).resolves.toBeUndefined();
});

test.each([
  ["there is no such database; make it with: createdb", withDatabase(url, "nowhere")],
  ["ECONNREFUSED", "postgres://user:secret@127.0.0.1:1/database"],
])("says in one line without the password: %s", async (reason, address) => {
  await expect(checkServer(address)).rejects.toThrow(
    `DATABASE_URL: ${nameOf(address)} cannot be used (${reason})`,
  );
  expect(nameOf(address)).not.toContain(new URL(address).password);
});
