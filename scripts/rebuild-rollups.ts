/** Makes the numbers of the charts anew from the stored jobs: the work of `npm run rollups`. The product may run meanwhile. */
import { ConfigError, config } from "../lib/config";
import { db } from "../lib/db/client";
import { pendingMigrations } from "../lib/db/pending-migrations";
import { rebuildRollups } from "../lib/stats/rollups/rebuild";
import { StartRefused } from "./start-refused";

try {
  if ((await pendingMigrations(config().database)).length > 0) {
    throw new StartRefused("The database is older than the product. Run npm run migrate first.");
  }
  const jobs = await rebuildRollups(db());
  process.stdout.write(
    `Counted ${jobs.toLocaleString("en")} stored jobs anew. What is known of deleted ones was kept.\n`,
  );
} catch (error) {
  const known = error instanceof StartRefused || error instanceof ConfigError;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${known ? message : `The numbers could not be made anew: ${message}`}\n`);
  process.exitCode = 1;
} finally {
  await db().$disconnect();
}
