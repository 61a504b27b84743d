/** The same numbers by plain indexed queries over the jobs, as one would write them without tallies: what they are held against. */
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import type { Prisma } from "@/lib/generated/prisma/client";

const since = (hours: number) => sql.plus(sql.now, -hours * 3_600_000);

export const naive = {
  states: () => db().$queryRaw`SELECT status, COUNT(*) FROM presentation_jobs GROUP BY status`,
  average: (hours: number) =>
    db().$queryRaw`
      SELECT AVG(processing_time_seconds) FROM presentation_jobs
      WHERE completed_at IS NOT NULL AND completed_at >= ${since(hours)} AND ${sql.statusUnindexed} = 'completed'`,
  percentiles: (hours: number) =>
    db().$queryRaw`
      SELECT MIN(CASE WHEN place * 100 >= 50 * size THEN value END), MIN(CASE WHEN place * 100 >= 99 * size THEN value END)
      FROM (SELECT processing_time_seconds AS value, ROW_NUMBER() OVER (ORDER BY processing_time_seconds) AS place,
          COUNT(*) OVER () AS size
        FROM presentation_jobs
        WHERE completed_at IS NOT NULL AND completed_at >= ${since(hours)} AND ${sql.statusUnindexed} = 'completed') AS ranked`,
} satisfies Record<string, (hours: number) => Prisma.PrismaPromise<unknown>>;
