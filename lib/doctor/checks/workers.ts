/** Who works, in which version, and by which clock. */
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { WORKER_ALIVE_MS } from "@/lib/jobs/workers";
import { type Finding, fail, ok, plural, warn } from "../finding";
import type { ReadOnlyDatabase } from "../read-only-database";

/** More than a slow answer explains. */
const SKEW_MS = 2_000;

export async function checkWorkers(version: string, database: ReadOnlyDatabase): Promise<Finding[]> {
  return [...(await checkLive(version, database)), await checkClock(database)];
}

async function checkLive(version: string, database: ReadOnlyDatabase): Promise<Finding[]> {
  const registered = await database.ask<{
    id: string;
    version: string;
    silent_ms: number | string;
  }>(Prisma.sql`
    SELECT id, version, ${sql.msBetween(Prisma.sql`heartbeat_at`, sql.now)} AS silent_ms FROM workers`);
  const live = registered.filter(({ silent_ms }) => Number(silent_ms) < WORKER_ALIVE_MS);
  const start = "npm start, or: npm run worker";
  if (live.length === 0) {
    const [waiting] = await database.ask<{ jobs: number | string }>(
      Prisma.sql`SELECT COUNT(*) AS jobs FROM presentation_jobs WHERE status = 'pending' AND run_at <= ${sql.now}`,
    );
    const jobs = Number(waiting?.jobs ?? 0);
    if (jobs > 0)
      return [fail("workers", `None is alive, and ${plural(jobs, "job waits", "jobs wait")}`, start)];
    return [warn("workers", "None is alive", start)];
  }
  const others = live.filter((worker) => worker.version !== version);
  if (others.length > 0) {
    const words = others.map((worker) => `${worker.id} is ${worker.version}`).join(", ");
    return [
      warn("workers", `This is version ${version}, and ${words}`, "Restart those workers with this version."),
    ];
  }
  return [ok("workers", `${plural(live.length, "is", "are")} alive, version ${version}`)];
}

/** On SQLite both are this machine's; what can differ is a heartbeat from before the clock was put back. */
async function checkClock(database: ReadOnlyDatabase): Promise<Finding> {
  const before = Date.now();
  const [row] = await database.ask<{ now_ms: number | string; newest_ms: number | string | null }>(Prisma.sql`
    SELECT ${sql.msBetween(sql.at(0), sql.now)} AS now_ms,
      (SELECT ${sql.msBetween(sql.at(0), Prisma.sql`MAX(heartbeat_at)`)} FROM workers) AS newest_ms`);
  const skewMs = Number(row?.now_ms) - (before + Date.now()) / 2;
  const aheadMs = Number(row?.newest_ms ?? 0) - Number(row?.now_ms);
  const ntp = "Let NTP set the clocks; for leases and due times only the database's clock counts.";
  if (Math.abs(skewMs) > SKEW_MS) {
    const words = `${(Math.abs(skewMs) / 1000).toFixed(1)} s ${skewMs > 0 ? "ahead of" : "behind"}`;
    return warn("clock", `The database's clock is ${words} this machine's`, ntp);
  }
  if (aheadMs > SKEW_MS) {
    return warn(
      "clock",
      `A worker's last heartbeat is ${(aheadMs / 1000).toFixed(1)} s in the future: the clock was put back`,
      ntp,
    );
  }
  return ok("clock", "The database's and this machine's agree");
}
