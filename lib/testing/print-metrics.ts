/** A process of its own that reads the numbers and prints them: what it knows stands in the database. */
import { db } from "@/lib/db/client";
import { readMetrics } from "@/lib/stats/metrics/read-metrics";

process.stdout.write(await readMetrics());
await db().$disconnect();
