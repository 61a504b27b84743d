import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { somebodyWaits } from "@/lib/testing/postgres-waits";
import { findKeys, type KeyUse, pruneKeys, takeKeys } from "./idempotency-keys";

setUpTestDatabase();

const use = (answer: string): KeyUse => ({ principal: "p", key: "k", bodyHash: "h", answer });

test("a key that is taken anew while it is being forgotten stays", async () => {
  await takeKeys(db(), [use("first")]);
  await db().$executeRaw`UPDATE idempotency_keys SET created_at = created_at - interval '25 hours'`;
  const [pruned] = await db().$transaction(async (tx) => {
    expect(await takeKeys(tx, [use("second")])).toHaveLength(1);
    // Prisma begins when somebody asks for the result.
    const pruning = pruneKeys(db(), 10).then((count) => count);
    await somebodyWaits();
    // In an array, because it ends only after this transaction.
    return [pruning];
  });
  expect(await pruned).toBe(0);
  expect(await findKeys(db(), [use("second")])).toMatchObject([{ bodyHash: "h", answer: "second" }]);
});
