import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { hash as bcrypt } from "@node-rs/bcrypt";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auth } from "@/lib/auth/auth";
import { db } from "@/lib/db/client";
import { getPresentation, latestPresentation } from "@/lib/decks/decks";
import { downloadExport } from "@/lib/decks/download";
import { getJob, listAttempts } from "@/lib/jobs/read";
import { claimJobs } from "@/lib/jobs/store/claim-jobs";
import { getLesson, putLesson } from "@/lib/lessons/lessons";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenLesson, service, shortLesson } from "@/lib/testing/factories";
import {
  makeLegacyDatabase,
  type OldRows,
  oldDeck,
  oldJob,
  oldLesson,
  oldSlides,
  oldUser,
} from "@/lib/testing/legacy-database";
import { type ImportOptions, type ImportReport, importLegacy, type RowReport } from "./import-legacy";
import { openLegacyFile } from "./legacy-file";

setUpTestDatabase();

let folder: string;

beforeEach(async () => {
  await db().legacyRow.deleteMany();
  folder = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-legacy-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const nowMs = Date.parse("2026-01-01T00:00:00Z");

async function bringIn(rows: OldRows | string, options: Partial<ImportOptions> = {}) {
  const file = typeof rows === "string" ? rows : path.join(folder, "old.db");
  if (typeof rows !== "string") {
    rmSync(file, { force: true });
    makeLegacyDatabase(file, rows);
  }
  const old = openLegacyFile(file);
  const told: RowReport[] = [];
  const onRow = (row: RowReport) => void told.push(row);
  try {
    const report = await importLegacy(db(), old, { force: false, dryRun: false, nowMs, onRow, ...options });
    return { report, told };
  } finally {
    old.close();
  }
}

const tableOf = (report: ImportReport, name: string) => {
  const found = report.tables.find(({ table }) => table === name);
  if (found === undefined) throw new Error(`No table ${name}`);
  return found;
};
const reasonsOf = (told: RowReport[], id: string) => told.find((row) => row.id === id)?.reasons.join("; ");

test("lessons, decks and jobs come in as the API shows them, under their old ids", async () => {
  const { report } = await bringIn({
    users: [oldUser("u1")],
    lessons: [oldLesson("l1")],
    presentations: [oldDeck("p1", { lesson_revision: 3 })],
    presentation_jobs: [oldJob("j1", { presentation_id: "p1", priority: "HIGH" })],
  });
  expect(report.tables.map(({ fates, before, after }) => [fates.imported, before, after])).toEqual(
    Array(4).fill([1, 0, 1]),
  );
  expect(await getLesson("l1", service)).toMatchObject({
    user_id: "u1",
    title: "Lesson l1",
    content_format: "markdown",
    revision: 3,
    created_at: "2025-03-01T10:00:00.000Z",
    updated_at: "2025-03-02T11:30:00.250Z",
  });
  const deck = await getPresentation("p1", service);
  expect(deck).toMatchObject({
    status: "complete",
    slide_count: 2,
    total_duration_minutes: 10,
    title: "Slide 1",
  });
  expect(deck.slides).toEqual(JSON.parse(oldSlides()));
  expect((await latestPresentation("l1", service))?.id).toBe("p1");
  expect(await getJob("j1", service)).toMatchObject({
    status: "completed",
    priority: "high",
    presentation_id: "p1",
    created_at: "2025-03-01T10:00:00.123Z",
    started_at: "2025-03-01T10:00:05.000Z",
    completed_at: "2025-03-01T10:00:09.000Z",
    result_data: { ok: true },
    processing_time_seconds: 4.2,
    worker_id: "worker-1",
  });
});

test("what was running waits again, with the interrupted attempt in its history, and a worker claims it", async () => {
  const { told } = await bringIn({
    lessons: [oldLesson("l1")],
    presentation_jobs: [
      oldJob("j1", { status: "running", progress: 40, completed_at: null, retry_count: 2 }),
    ],
  });
  expect(reasonsOf(told, "j1")).toBe("was running: waits to run again");
  expect(await getJob("j1", service)).toMatchObject({
    status: "pending",
    progress: 0,
    retry_count: 2,
    started_at: null,
  });
  const [claimed] = await db().$transaction((tx) =>
    claimJobs(tx, { workerId: "w", limit: 1, leaseMs: 30_000 }),
  );
  expect(claimed?.id).toBe("j1");
  expect(await listAttempts("j1", service)).toMatchObject([
    { attempt: 1, outcome: "orphaned", worker_id: "worker-1", error_code: "ORPHANED" },
    { attempt: 2, outcome: "running", worker_id: "w" },
  ]);
});

test("a job whose lesson is gone is kept with a stand-in, and does not run on it", async () => {
  const jobs = [
    oldJob("waits", { lesson_id: "gone", status: "pending", completed_at: null }),
    oldJob("done", { lesson_id: "gone" }),
    oldJob("nowhere", { lesson_id: null }),
  ];
  const { report, told } = await bringIn({ lessons: [oldLesson("l1")], presentation_jobs: jobs });
  expect(tableOf(report, "lessons")).toMatchObject({ standIns: 2, after: 3 });
  expect(reasonsOf(told, "done")).toBe("its lesson gone is missing: a stand-in takes its place");
  expect(await getJob("waits", service)).toMatchObject({ status: "failed", error_code: "lesson_not_found" });
  expect(await getJob("done", service)).toMatchObject({ status: "completed", user_id: "u1" });
  expect((await getLesson("gone", service)).user_id).toBe("u1");

  // A later run finds the stand-in, and still does not take it for the lesson.
  await bringIn({
    lessons: [oldLesson("l1")],
    presentation_jobs: [...jobs, oldJob("late", { lesson_id: "gone", status: "queued" })],
  });
  expect((await getJob("late", service)).status).toBe("failed");
  await putLesson("gone", { title: "Found again", content: shortLesson }, service);
  await bringIn({
    lessons: [oldLesson("l1")],
    presentation_jobs: [oldJob("last", { lesson_id: "gone", status: "queued" })],
  });
  expect((await getJob("last", service)).status).toBe("pending");
});

test("odd values are read where they can be, and every change is told and kept", async () => {
  const { told } = await bringIn({
    lessons: [oldLesson("l1")],
    presentation_jobs: [
      oldJob("j1", {
        status: "exploded",
        completed_at: "yesterday",
        progress: 250,
        style: "sepia",
        error_details: "{broken",
        timeout_seconds: "12",
        created_at: 1_700_000_000,
        use_llm_polish: "false",
        presentation_id: "p-gone",
        max_retries: null,
      }),
    ],
  });
  expect(reasonsOf(told, "j1")?.split("; ")).toEqual([
    'status "exploded" is none of the six: counts as failed',
    'completed_at "yesterday" became empty',
    "had no time of its end: 2025-03-01T10:00:05.000Z counts",
    "progress 250 became 100",
    "error_details is no JSON that can be read: kept as text",
    'style "sepia" became default',
    "its deck p-gone is not here",
  ]);
  expect(await getJob("j1", service)).toMatchObject({
    status: "failed",
    progress: 100,
    timeout_seconds: 12,
    created_at: "2023-11-14T22:13:20.000Z",
    use_llm_polish: false,
    error_details: "{broken",
    presentation_id: null,
    max_retries: 2,
  });
  const noted = await db().legacyRow.findFirstOrThrow({ where: { tableName: "presentation_jobs" } });
  expect(JSON.parse(noted.remainder ?? "")).toEqual({
    status: "exploded",
    completed_at: "yesterday",
    progress: 250,
    style: "sepia",
    error_details: "{broken",
    presentation_id: "p-gone",
  });
});

test("columns without a place here are named and kept", async () => {
  const { report } = await bringIn({ lessons: [oldLesson("l1", { is_draft: 1 })] });
  expect(tableOf(report, "lessons").unknownColumns).toEqual(["session_id", "metadata"]);
  const noted = await db().legacyRow.findFirstOrThrow({ where: { tableName: "lessons", rowId: "l1" } });
  expect(JSON.parse(noted.remainder ?? "")).toEqual({
    session_id: "session-1",
    metadata: '{"grade":"1"}',
    is_draft: 1,
  });
});

test("older versions lack columns and tables", async () => {
  const file = path.join(folder, "older.db");
  const old = new Database(file);
  old.exec(`CREATE TABLE Lessons (ID INTEGER PRIMARY KEY, Title TEXT, content TEXT);
    INSERT INTO Lessons VALUES (7, NULL, '# Rhythm' || char(10) || 'Clap.');
    CREATE TABLE presentation_jobs (id TEXT, lesson_id INTEGER, status TEXT);
    INSERT INTO presentation_jobs VALUES ('j1', 7, 'pending')`);
  old.close();
  await bringIn(file);
  expect(await getLesson("7", service)).toMatchObject({
    title: "Rhythm",
    created_at: "2026-01-01T00:00:00.000Z",
  });
  expect(await getJob("j1", service)).toMatchObject({
    status: "pending",
    lesson_id: "7",
    priority: "normal",
  });
});

test("a structured lesson is one here, too; other JSON stays text", async () => {
  const document = {
    version: "m2.0",
    title: "Beat",
    revision: 4,
    objectives: ["Keep a beat"],
    content: { activities: [] },
  };
  await bringIn({
    lessons: [
      oldLesson("m2", { content: JSON.stringify(document) }),
      oldLesson("other", { content: '{"version": "x9"}' }),
    ],
  });
  expect(await getLesson("m2", service)).toMatchObject({
    content_format: "m2.0",
    revision: 4,
    content: document,
  });
  expect(await getLesson("other", service)).toMatchObject({ content_format: "markdown" });
});

test("a second run adds only what is new, also after rows were deleted here", async () => {
  const jobs = [oldJob("j1"), oldJob("j2")];
  await bringIn({ lessons: [oldLesson("l1")], presentation_jobs: jobs });
  await db().presentationJob.delete({ where: { id: "j1" } });
  const { report } = await bringIn({
    lessons: [oldLesson("l1")],
    presentation_jobs: [...jobs, oldJob("j3")],
  });
  expect(tableOf(report, "presentation_jobs").fates).toMatchObject({
    imported: 1,
    "already here": 2,
    dropped: 0,
  });
  expect((await db().presentationJob.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id)).toEqual([
    "j2",
    "j3",
  ]);
});

test("rows of this product are never overwritten, even by force", async () => {
  await givenLesson({ id: "l1", title: "Ours" });
  const rows = { lessons: [oldLesson("l1")], presentation_jobs: [oldJob("j1")] };
  const { report, told } = await bringIn(rows);
  expect(tableOf(report, "lessons").fates.dropped).toBe(1);
  expect(reasonsOf(told, "l1")).toBe("this product has a row of its own with this id");
  await bringIn(rows, { force: true });
  expect((await getLesson("l1", service)).title).toBe("Ours");
  expect((await getJob("j1", service)).lesson_title).toBe("Ours");
});

test("force writes again what came in, and leaves alone what runs here", async () => {
  const rows = {
    lessons: [oldLesson("l1")],
    presentations: [oldDeck("p1")],
    presentation_jobs: [
      oldJob("j1", { status: "pending", completed_at: null, presentation_id: "p1" }),
      oldJob("j2", { status: "pending", completed_at: null, priority: "urgent" }),
    ],
  };
  await bringIn(rows);
  await putLesson("l1", { title: "Changed", content: shortLesson }, service);
  await db().$transaction((tx) => claimJobs(tx, { workerId: "w", limit: 1, leaseMs: 30_000 }));
  await db().presentationJob.update({ where: { id: "j1" }, data: { message: "Changed" } });
  const { report, told } = await bringIn(rows, { force: true });
  expect(tableOf(report, "presentation_jobs").fates).toMatchObject({ overwritten: 1, dropped: 1 });
  expect(reasonsOf(told, "j2")).toMatch(/^it runs here/);
  expect((await getJob("j2", service)).status).toBe("running");
  expect(await getJob("j1", service)).toMatchObject({ message: "Done", presentation_id: "p1" });
  expect(await getLesson("l1", service)).toMatchObject({ title: "Lesson l1", revision: 3 });
  expect((await getPresentation("p1", service)).status).toBe("complete");
});

test("a dry run says the same as the run, and writes nothing", async () => {
  const rows = {
    users: [oldUser("u1"), oldUser("u2", { email: "U1@school.example" })],
    lessons: [oldLesson("l1"), oldLesson("l1"), { title: "no id" }],
    presentations: [oldDeck("p1"), oldDeck("p2", { slides: "[]" })],
    presentation_jobs: [oldJob("j1", { presentation_id: "p1" }), oldJob("j2", { lesson_id: "gone" })],
  };
  const dry = await bringIn(rows, { dryRun: true });
  for (const table of ["lesson", "user", "legacyRow"] as const) {
    const delegate: { count(): Promise<number> } = db()[table];
    expect(await delegate.count()).toBe(0);
  }
  const real = await bringIn(rows);
  expect(dry.report).toEqual(real.report);
  expect(dry.told).toEqual(real.told);
});

test("export files beside the old database come along, others are named", async () => {
  mkdirSync(path.join(folder, "exports"));
  writeFileSync(path.join(folder, "exports", "p1.pdf"), "%PDF-1.7 deck");
  writeFileSync(path.join(folder, "exports", "fake.pptx"), "no zip");
  writeFileSync(path.join(folder, "exports", ".env"), "SECRET=1");
  const assets = [
    { format: "pdf", url_or_path: `${path.basename(folder)}/exports/p1.pdf` },
    { format: "pptx", url_or_path: "exports/fake.pptx" },
    // Beside the old database, and no Markdown: a row must not make it a download.
    { format: "markdown", url_or_path: "exports/.env" },
  ];
  const { told } = await bringIn({
    lessons: [oldLesson("l1")],
    presentations: [oldDeck("p1", { export_assets: JSON.stringify(assets) })],
  });
  expect(reasonsOf(told, "p1")).toBe(
    'its pptx file "exports/fake.pptx" is not beside the old database; its markdown file "exports/.env" is not beside the old database',
  );
  expect((await getPresentation("p1", service)).export_assets.map(({ format }) => format)).toEqual(["pdf"]);
  expect(await (await downloadExport("p1", "pdf", service)).text()).toBe("%PDF-1.7 deck");
});

test("long lists continue on a next slide, and what is no slide keeps its words", async () => {
  const slides = [
    { title: "Beats", key_points: ["1", "2", "3", "4", "5", "6"], source_section: "odd", mood: "calm" },
    "Just words",
  ];
  const { told } = await bringIn({
    lessons: [oldLesson("l1")],
    presentations: [oldDeck("p1", { slides: JSON.stringify({ slides }) })],
  });
  const deck = await getPresentation("p1", service);
  expect(deck.slides.map(({ title, key_points }) => [title, key_points])).toEqual([
    ["Beats", ["1", "2", "3", "4", "5"]],
    ["Beats (continued)", ["6"]],
    ["Slide 2", ["Just words"]],
  ]);
  expect(new Set(deck.slides.map(({ id }) => id)).size).toBe(3);
  expect(reasonsOf(told, "p1")).toBe("its slides' mood stay in legacy_rows.remainder only");
  const noted = await db().legacyRow.findFirstOrThrow({ where: { tableName: "presentations" } });
  expect(noted.remainder).toContain("calm");
});

test("an id that would name another folder becomes a harmless one", async () => {
  const { told } = await bringIn({
    lessons: [oldLesson("l1")],
    presentations: [oldDeck("..")],
    presentation_jobs: [oldJob("j1", { presentation_id: ".." })],
  });
  const { presentation_id: id } = await getJob("j1", service);
  expect(id).toMatch(/^legacy-[0-9a-f]{32}$/);
  expect(reasonsOf(told, id ?? "")).toBe(`id ".." became ${id}`);
});

test("people keep their id, role and a password that can be verified; it is rehashed at the first sign-in", async () => {
  const { report, told } = await bringIn({
    users: [
      oldUser("u1", { role: "Admin", password_hash: await bcrypt("old password", 4) }),
      oldUser("u2", { password_hash: "pbkdf2:sha256:600000$salt$hash" }),
      oldUser("u3", { is_active: 0, password_hash: await bcrypt("old password", 4) }),
      oldUser("u4", { email: "nobody" }),
    ],
  });
  expect(report.withoutPassword).toEqual(["u2"]);
  expect(reasonsOf(told, "u2")).toBe("password cannot be verified here and was not brought over");
  expect(reasonsOf(told, "u4")).toBe("it has no valid e-mail address, so nobody can sign in with it");
  const signIn = (email: string) => auth().api.signInEmail({ body: { email, password: "old password" } });
  expect((await signIn("u1@school.example")).user.id).toBe("u1");
  const [account] = await db().account.findMany({ where: { userId: "u1" } });
  expect(account?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect((await signIn("u1@school.example")).user.id).toBe("u1");
  await expect(signIn("u3@school.example")).rejects.toThrow();
  expect(await db().user.findUnique({ where: { id: "u1" } })).toMatchObject({ role: "admin" });
  // No hash is kept anywhere else.
  expect(JSON.stringify(await db().legacyRow.findMany())).not.toMatch(/pbkdf2|\$2[aby]\$/);
});

test("many rows stream through in batches", async () => {
  const jobs = Array.from({ length: 1203 }, (_, i) => oldJob(`j${i}`));
  const { report } = await bringIn({
    lessons: [oldLesson("l1")],
    presentation_jobs: [...jobs, oldJob("j0")],
  });
  expect(tableOf(report, "presentation_jobs")).toMatchObject({
    source: 1204,
    after: 1203,
    fates: { imported: 1203, dropped: 1 },
  });
});
