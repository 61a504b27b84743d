import type { Db } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/now";

/** Deletes sessions and set-up links that are over. Nobody gets in with them anyway; this is about space and what is known of people. */
export async function pruneCredentials(db: Db): Promise<void> {
  // By the database's clock: a worker whose own is wrong must not sign everybody out.
  const over = { expiresAt: { lt: new Date(await databaseNow(db)) } };
  await db.session.deleteMany({ where: over });
  await db.verification.deleteMany({ where: over });
}
