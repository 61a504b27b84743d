/** What is particular to each of the four tables: how a row is read, what it refers to, how it is written. */
import type { Db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { removeDroppedFiles } from "@/lib/decks/files/remove-dropped";
import { dropDeckFiles, keepDeckFiles, writeDeckFiles } from "@/lib/decks/files/write-files";
import { readAsset } from "./files-beside";
import { findIds } from "./ledger";
import type { LegacyRow, LegacyTable } from "./legacy-file";
import { type DeckIn, mapDeck } from "./map-deck";
import { type JobIn, mapJob, withoutLesson } from "./map-job";
import { type LessonIn, mapLesson, STAND_IN_TITLE, standInLesson } from "./map-lesson";
import { mapUser, type UserIn } from "./map-user";
import type { Mapped } from "./row-reader";
import type { SeenIds } from "./seen-ids";
import { writeDecks } from "./write-decks";
import { writeJobs } from "./write-jobs";
import { writeLessons } from "./write-lessons";
import { writeUsers } from "./write-users";

export type Transaction = Parameters<Parameters<Db["$transaction"]>[0]>[0];
export type Plan<T> = Extract<Mapped<T>, { row: T }>;
export type Refusal = Extract<Mapped<never>, { dropped: string }>;

/** What all tables of one run share. */
export type Run = {
  db: Db;
  /** The old database's path, for files beside it. */
  file: string;
  nowMs: number;
  force: boolean;
  dryRun: boolean;
  seen: SeenIds;
};

/** `standIns`: lessons that must be there before the rows can be written. */
export type Settled<T> = { plans: Plan<T>[]; refused: Refusal[]; standIns: LessonIn[] };

export type TableImport<T> = {
  table: LegacyTable;
  /** What `map` reads, beside created_at and updated_at. */
  columns: string;
  map(old: LegacyRow, nowMs: number): Mapped<T>;
  /** Looks at what new rows refer to, and changes or refuses them. */
  settle(plans: Plan<T>[], run: Run): Promise<Settled<T>>;
  /** @returns the ids that were written */
  write(tx: Transaction, rows: T[], run: Run): Promise<Set<string>>;
  /** What follows the commit. */
  written?(ids: ReadonlySet<string>, plans: Plan<T>[], run: Run): Promise<void>;
};

export const userImport: TableImport<UserIn> = {
  table: "users",
  columns: "id email password_hash full_name role is_active",
  map: mapUser,
  async settle(plans, run) {
    const taken = await run.db.user.findMany({
      where: { email: { in: plans.map(({ row }) => row.email) } },
      select: { id: true, email: true },
    });
    const ownerOf = new Map(taken.map(({ id, email }) => [email, id]));
    const settled: Settled<UserIn> = { plans: [], refused: [], standIns: [] };
    for (const plan of plans) {
      const { id, email } = plan.row;
      const owner = ownerOf.get(email);
      const isTaken = (owner !== undefined && owner !== id) || !run.seen.add("users", `address ${email}`);
      if (isTaken)
        settled.refused.push({ id, dropped: `the address ${email} belongs to somebody else here` });
      else settled.plans.push(plan);
    }
    return settled;
  },
  write: (tx, rows) => writeUsers(tx, rows),
};

export const lessonImport: TableImport<LessonIn> = {
  table: "lessons",
  columns: "id user_id title content is_draft",
  map: mapLesson,
  settle: async (plans) => ({ plans, refused: [], standIns: [] }),
  write: (tx, rows, run) => writeLessons(tx, rows, run.force),
};

export const deckImport: TableImport<DeckIn> = {
  table: "presentations",
  columns: "id lesson_id lesson_revision status style slides export_assets",
  map: mapDeck,
  async settle(plans, run) {
    const { missing, standIns } = await lessonsOf(plans, run);
    const settled: Plan<DeckIn>[] = [];
    for (const plan of plans) {
      const changes = [...plan.changes];
      if (missing.has(plan.row.lesson_id)) changes.push(lostLesson(plan.row.lesson_id));
      settled.push({ ...plan, ...(await withFiles(plan.row, changes, run)) });
    }
    return { plans: settled, refused: [], standIns };
  },
  write: (tx, rows, run) => writeDecks(tx, rows, run.force),
  async written(ids, plans, { db }) {
    for (const { id } of plans) await (ids.has(id) ? keepDeckFiles(id) : dropDeckFiles(db, id));
    await removeDroppedFiles(db);
  },
};

export const jobImport: TableImport<JobIn> = {
  table: "presentation_jobs",
  columns: `id lesson_id user_id status priority progress message started_at completed_at timeout_seconds presentation_id slide_count
    result_data retry_count max_retries error_code error_message error_details style use_llm_polish worker_id queue_position
    processing_time_seconds`,
  map: mapJob,
  async settle(plans, run) {
    const { missing, standIns } = await lessonsOf(plans, run);
    const deckIds = plans.flatMap(({ row }) => row.presentation_id ?? []);
    const decks = await present("presentations", deckIds, run);
    const settled = plans.map((plan) => {
      let { row } = plan;
      const changes = [...plan.changes];
      const remainder = { ...plan.remainder };
      if (missing.has(row.lesson_id)) {
        changes.push(lostLesson(row.lesson_id));
        const { status } = row;
        row = withoutLesson(row, run.nowMs);
        if (row.status !== status) changes.push("it waited for that lesson: counts as failed");
      }
      if (row.presentation_id !== null && !decks.has(row.presentation_id)) {
        changes.push(`its deck ${row.presentation_id} is not here`);
        remainder.presentation_id = row.presentation_id;
        row = { ...row, presentation_id: null };
      }
      return { ...plan, row, changes, remainder };
    });
    return { plans: settled, refused: [], standIns };
  },
  write: (tx, rows, run) => writeJobs(tx, rows, run.force),
};

const lostLesson = (id: string) => `its lesson ${id} is missing: a stand-in takes its place`;

/** Those of `ids` that are here or, in a dry run, would be. */
async function present(table: LegacyTable, ids: readonly string[], run: Run): Promise<Set<string>> {
  const found = await findIds(run.db, table, ids);
  if (run.dryRun) for (const id of ids) if (run.seen.has(table, id)) found.add(id);
  return found;
}

type OfLesson = { lesson_id: string; user_id?: string | null; created_ms: number };

/** The lessons that rows name and nobody has, with stand-ins for them. A stand-in of an earlier batch still counts as missing. */
async function lessonsOf(
  plans: readonly { row: OfLesson }[],
  run: Run,
): Promise<{ missing: Set<string>; standIns: LessonIn[] }> {
  const ids = [...new Set(plans.map(({ row }) => row.lesson_id))];
  const found = await present("lessons", ids, run);
  const lost = await run.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM lessons WHERE id IN ${sql.oneOf(ids)} AND title = ${STAND_IN_TITLE}`;
  for (const { id } of lost) found.delete(id);
  const standIns = new Map<string, LessonIn>();
  for (const { row } of plans) {
    if (found.has(row.lesson_id) || standIns.has(row.lesson_id)) continue;
    standIns.set(row.lesson_id, standInLesson(row.lesson_id, row.user_id ?? null, row.created_ms));
  }
  return { missing: new Set(standIns.keys()), standIns: [...standIns.values()] };
}

/** Copies the deck's files before the deck is written: housekeeping removes files without a deck, should this stop half-way. */
async function withFiles(
  row: DeckIn,
  changes: string[],
  run: Run,
): Promise<{ row: DeckIn; changes: string[] }> {
  const found = [];
  for (const asset of row.assets) {
    const bytes = await readAsset(run.file, asset);
    if (bytes) found.push({ format: asset.format, bytes });
    else
      changes.push(`its ${asset.format} file ${JSON.stringify(asset.path)} is not beside the old database`);
  }
  const files = run.dryRun || found.length === 0 ? [] : await writeDeckFiles(row.id, found);
  return { row: { ...row, files }, changes };
}
