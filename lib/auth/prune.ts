import type { Db } from "@/lib/db/client";

/** Deletes sessions and set-up links that are over. Nobody gets in with them anyway; this is about space and what is known of people. */
export async function pruneCredentials(db: Db): Promise<void> {
  const over = { expiresAt: { lt: new Date() } };
  await db.session.deleteMany({ where: over });
  await db.verification.deleteMany({ where: over });
}
