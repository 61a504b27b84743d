/**
 * How many workers lived: part "workers" of the pieces in `rollups`, a number alone. Of a piece it is the most that were seen at once, so
 * longer pieces follow from shorter ones, and whoever looks again, after a crash or beside another, changes nothing. No row of a job
 * tells it: rebuild.ts leaves it as it is.
 */
import type { Logger } from "pino";
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { WORKER_ALIVE_MS } from "@/lib/jobs/workers";
import { PIECE_MINUTES, startOfPiece } from "./pieces";

/** Several times a minute, so that none is left out. */
export const COUNT_WORKERS_INTERVAL_MS = 15_000;

const columns = { minutes: "int", start_ms: "float", tally: "text" } as const;

/** Writes down how many live now. */
export async function countWorkers(db: DbOrTransaction): Promise<void> {
  const [row] = await db.$queryRaw<{ now_ms: number | bigint; live: number | bigint }[]>`
    SELECT ${sql.msBetween(sql.at(0), sql.now)} AS now_ms,
      (SELECT COUNT(*) FROM workers WHERE heartbeat_at > ${sql.plus(sql.now, -WORKER_ALIVE_MS)}) AS live`;
  const rows = PIECE_MINUTES.map((minutes) => ({
    minutes,
    start_ms: startOfPiece(Number(row?.now_ms ?? 0), minutes),
    tally: String(row?.live ?? 0),
  }));
  await db.$executeRaw`
    INSERT INTO rollups (minutes, start, part, tally)
    SELECT v.minutes, ${sql.at(Prisma.sql`v.start_ms`)}, 'workers', v.tally FROM ${sql.rowsOf(rows, columns)} WHERE 1 = 1
    ON CONFLICT (minutes, start, part) DO UPDATE SET tally = excluded.tally
    WHERE CAST(excluded.tally AS INTEGER) > CAST(rollups.tally AS INTEGER)`;
}

/** The server's share, for as long as it runs: that no worker lives nobody else can write down. It alone keeps no process alive. */
export function keepCountingWorkers(db: DbOrTransaction, log: Logger): void {
  const count = () =>
    countWorkers(db).catch((err) => log.warn({ err, duty: "workers" }, "housekeeping_failed"));
  setInterval(() => void count(), COUNT_WORKERS_INTERVAL_MS).unref();
}
