/** A lesson that its stored content no longer allows to be read, as an older system may have left it: the API would refuse it. */
import path from "node:path";
import Database from "better-sqlite3";

export function breakLesson(lessonId: string): void {
  const database = new Database(path.join(process.env.E2E_DIR ?? "", "data", "jobs.db"), { timeout: 10_000 });
  try {
    const broken = database
      .prepare("UPDATE lessons SET content = '{\"title\":', content_format = 'm2.0' WHERE id = ?")
      .run(lessonId);
    if (broken.changes !== 1) throw new Error(`there is no lesson ${lessonId}`);
  } finally {
    database.close();
  }
}
