import { db } from "@/lib/db/client";

/** Resolves when a session of this PostgreSQL database waits for another one's transaction to end. */
export async function somebodyWaits(): Promise<void> {
  for (let waiting = 0n; waiting === 0n; ) {
    const [row] = await db().$queryRaw<{ waiting: bigint }[]>`
      SELECT count(*) AS waiting FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE NOT granted AND datname = current_database()`;
    waiting = row?.waiting ?? 0n;
  }
}
