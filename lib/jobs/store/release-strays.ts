import type { DbOrTransaction } from "@/lib/db/client";
import { settleJobs } from "./settle-jobs";

/**
 * Gives back what a worker holds without knowing: the answer to the commit of its claim was lost. Call it in a transaction.
 * @param known tokens of the leases that it knows of
 * @returns how many
 */
export async function releaseStrays(
  tx: DbOrTransaction,
  workerId: string,
  known: ReadonlySet<string>,
): Promise<number> {
  const held = await tx.$queryRaw<{ id: string; lease_token: string }[]>`
    SELECT id, lease_token FROM presentation_jobs WHERE status = 'running' AND worker_id = ${workerId}`;
  const strays = held.filter(({ lease_token: token }) => !known.has(token));
  if (strays.length === 0) return 0;
  const released = await settleJobs(
    tx,
    strays.map(({ id, lease_token: token }) => ({
      ...{ kind: "released", delayMs: 0, stages: null },
      lease: { jobId: id, token },
    })),
  );
  return released.size;
}
