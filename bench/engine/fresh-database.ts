/** The engine's own database for one measurement, made by the product's migrations. */
import path from "node:path";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import type { Place } from "../queue";

export const LESSON_ID = "bench-lesson";

/** Points `config()` and `db()` of this process at `place`; call it before anything asks for them. */
export function pointToDatabase({ folder, postgresUrl }: Place): void {
  process.env.DATABASE_PATH = path.join(folder, "bench.db");
  if (postgresUrl) process.env.DATABASE_URL = postgresUrl;
  process.env.DATA_DIR = path.join(folder, "data");
  process.env.LOG_FILE = path.join(folder, "bench.log");
  process.env.LOG_LEVEL = "warn";
  process.env.DEMO = "0";
}

export async function migrateDatabaseAt(place: Place): Promise<void> {
  pointToDatabase(place);
  await migrate(config().database, path.join(place.folder, "backups"));
  await addLesson();
}

/** Jobs belong to a lesson. */
export async function addLesson(): Promise<void> {
  const now = new Date();
  await db().lesson.create({
    data: {
      id: LESSON_ID,
      title: "Bench",
      content: "# Bench",
      contentFormat: "markdown",
      createdAt: now,
      updatedAt: now,
    },
  });
}
