/** Databases of the earlier system for tests: its tables as it made them, with whatever rows a test wants in them. */
import Database from "better-sqlite3";

export type OldRow = Record<string, unknown>;
export type OldRows = Partial<Record<keyof typeof tables, OldRow[]>>;

/** Without keys, NOT NULL and CHECK: what those would refuse is what tests want in them. */
const tables = {
  users:
    "id TEXT, email TEXT, password_hash TEXT, full_name TEXT, role TEXT, is_active BOOLEAN, created_at TEXT, updated_at TEXT",
  lessons:
    "id TEXT, session_id TEXT, user_id TEXT, title TEXT, content TEXT, metadata TEXT, is_draft BOOLEAN, created_at TEXT, updated_at TEXT",
  presentations:
    "id TEXT, lesson_id TEXT, lesson_revision INTEGER, version TEXT, status TEXT, style TEXT, slides TEXT, export_assets TEXT, error_code TEXT, error_message TEXT, created_at TEXT, updated_at TEXT",
  presentation_jobs: `id TEXT, lesson_id TEXT, user_id TEXT, status TEXT, priority TEXT, progress INTEGER, message TEXT, created_at TEXT,
    started_at TEXT, completed_at TEXT, timeout_seconds INTEGER, presentation_id TEXT, slide_count INTEGER, result_data TEXT,
    retry_count INTEGER, max_retries INTEGER, error_code TEXT, error_message TEXT, error_details TEXT, style TEXT, use_llm_polish BOOLEAN,
    worker_id TEXT, queue_position INTEGER, processing_time_seconds REAL`,
} as const;

export const oldTables = Object.keys(tables) as (keyof typeof tables)[]; // the literal's own keys

/** Columns of an old table, in order. */
export const oldColumns = (table: keyof typeof tables): string[] =>
  tables[table].split(",").map((column) => column.trim().split(" ")[0] ?? "");

/** Makes the file and closes it. */
export function makeLegacyDatabase(file: string, rows: OldRows = {}): void {
  const database = openLegacy(file);
  for (const table of oldTables) addOldRows(database, table, rows[table] ?? []);
  database.close();
}

/** Makes the file and leaves it open, for tests of locks and logs. */
export function openLegacy(file: string): Database.Database {
  const database = new Database(file);
  for (const table of oldTables) database.exec(`CREATE TABLE IF NOT EXISTS ${table} (${tables[table]})`);
  return database;
}

export function addOldRows(
  database: Database.Database,
  table: keyof typeof tables,
  rows: readonly OldRow[],
): void {
  database.transaction(() => {
    for (const row of rows) {
      const columns = Object.keys(row);
      database
        .prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`)
        .run(...Object.values(row));
    }
  })();
}

export const oldSlides = (count = 2): string =>
  JSON.stringify(
    Array.from({ length: count }, (_, order) => ({
      id: `s${order}`,
      order,
      title: `Slide ${order + 1}`,
      subtitle: null,
      key_points: ["Clap", "Sing"],
      teacher_script: "Say hello",
      visual_prompt: "A drum",
      duration_minutes: 5,
      source_section: "activity",
      activity_id: "a1",
      standard_codes: ["1.CR.1"],
    })),
  );

export const oldLesson = (id: string, more: OldRow = {}): OldRow => ({
  id,
  session_id: "session-1",
  user_id: "u1",
  title: `Lesson ${id}`,
  content: `# Lesson ${id}\n\n## Objectives\n- Keep a beat\n`,
  metadata: '{"grade":"1"}',
  is_draft: 0,
  created_at: "2025-03-01T10:00:00",
  updated_at: "2025-03-02 11:30:00.250000",
  ...more,
});

export const oldJob = (id: string, more: OldRow = {}): OldRow => ({
  id,
  lesson_id: "l1",
  user_id: "u1",
  status: "completed",
  priority: "normal",
  progress: 100,
  message: "Done",
  created_at: "2025-03-01T10:00:00.123456",
  started_at: "2025-03-01 10:00:05",
  completed_at: "2025-03-01T10:00:09Z",
  timeout_seconds: 30,
  presentation_id: null,
  slide_count: 2,
  result_data: '{"ok":true}',
  retry_count: 0,
  max_retries: 2,
  style: "default",
  use_llm_polish: 1,
  worker_id: "worker-1",
  processing_time_seconds: 4.2,
  ...more,
});

export const oldDeck = (id: string, more: OldRow = {}): OldRow => ({
  id,
  lesson_id: "l1",
  lesson_revision: 1,
  version: "p1.0",
  status: "complete",
  style: "default",
  slides: oldSlides(),
  export_assets: null,
  created_at: "2025-03-01 10:00:09",
  updated_at: "2025-03-01 10:00:09",
  ...more,
});

export const oldUser = (id: string, more: OldRow = {}): OldRow => ({
  id,
  email: `${id}@school.example`,
  full_name: `Person ${id}`,
  role: "teacher",
  is_active: 1,
  created_at: "2025-01-01T08:00:00",
  updated_at: "2025-01-01T08:00:00",
  ...more,
});
