/**
 * Brings the database of the earlier system in: users, lessons, decks, jobs, in this order, in batches. Each batch is one
 * transaction with its notes in the ledger, so a run that is killed has done some batches whole, and the next run goes on.
 */
import type { Db } from "@/lib/db/client";
import { findKnown, noteImported } from "./ledger";
import { type LegacyFile, type LegacyRow, type LegacyTable, legacyTables } from "./legacy-file";
import { SeenIds } from "./seen-ids";
import {
  deckImport,
  jobImport,
  lessonImport,
  type Plan,
  type Run,
  type Settled,
  type TableImport,
  userImport,
} from "./table-imports";
import { writeLessons } from "./write-lessons";

/** What happened to one row of the old database. */
export type Fate = "imported" | "overwritten" | "already here" | "dropped";
export type RowReport = { table: LegacyTable; id: string; fate: Fate; reasons: readonly string[] };

export type TableReport = {
  table: LegacyTable;
  /** Columns of the old table that this product has no place for. */
  unknownColumns: string[];
  /** Rows of the old database: the sum of the four fates. */
  source: number;
  fates: Record<Fate, number>;
  /** Rows that came in and are not quite what they were. */
  changed: number;
  /** Lessons made for jobs and decks whose lesson is gone; only in the report of `lessons`. */
  standIns: number;
  /** Rows of this product. In a dry run, `after` is what it would be. */
  before: number;
  after: number;
};

export type ImportOptions = {
  /** Writes rows that came in before once more. */
  force: boolean;
  /** Looks and counts, writes nothing. */
  dryRun: boolean;
  nowMs: number;
  /** Called for every row, after its batch has been committed. */
  onRow(row: RowReport): void;
};

export type ImportReport = {
  tables: TableReport[];
  /** Ids of people who are here now, are not shut out, and whose old password was no use. */
  withoutPassword: string[];
};

const MAX_BATCH_ROWS = 500;
/** Characters of a batch: lessons and decks can be large, and a batch is one statement. */
const MAX_BATCH_SIZE = 4_000_000;
/** One value of JSON may hold 256 MB on PostgreSQL; no real row comes near this. */
const MAX_ROW_SIZE = 50_000_000;

type Counts = { [table in LegacyTable]: TableReport };

/** @throws when the database cannot be written; what was committed before stays, and the next run goes on from there */
export async function importLegacy(db: Db, old: LegacyFile, options: ImportOptions): Promise<ImportReport> {
  const { force, dryRun, nowMs } = options;
  const seen = new SeenIds();
  const run: Run = { db, file: old.path, force, dryRun, nowMs, seen };
  const before = await countRows(db);
  const counts: Counts = {
    users: emptyReport(userImport, old, before.users),
    lessons: emptyReport(lessonImport, old, before.lessons),
    presentations: emptyReport(deckImport, old, before.presentations),
    presentation_jobs: emptyReport(jobImport, old, before.presentation_jobs),
  };
  const noHash = new Set<string>();
  const withoutPassword: string[] = [];
  const onRow = (row: RowReport) => {
    counts[row.table].fates[row.fate] += 1;
    if (row.table === "users" && row.fate !== "dropped" && noHash.has(row.id)) withoutPassword.push(row.id);
    options.onRow(row);
  };
  const bringIn = <T>(table: TableImport<T>) => importTable(table, old, run, counts, onRow);
  try {
    await bringIn({
      ...userImport,
      map(row, now) {
        const mapped = userImport.map(row, now);
        if ("row" in mapped && mapped.row.isActive && mapped.row.passwordHash === null) noHash.add(mapped.id);
        return mapped;
      },
    });
    await bringIn(lessonImport);
    await bringIn(deckImport);
    await bringIn(jobImport);
  } finally {
    seen.close();
  }
  const after = dryRun ? null : await countRows(db);
  const tables = legacyTables.map((table) => {
    const report = counts[table];
    const added = report.fates.imported + report.standIns;
    return { ...report, after: after?.[table] ?? report.before + added };
  });
  return { tables, withoutPassword };
}

function emptyReport<T>({ table, columns }: TableImport<T>, old: LegacyFile, before: number): TableReport {
  const known = new Set([...columns.split(/\s+/), "created_at", "updated_at"]);
  return {
    table,
    unknownColumns: old.columns(table).filter((column) => !known.has(column)),
    source: old.count(table),
    fates: { imported: 0, overwritten: 0, "already here": 0, dropped: 0 },
    changed: 0,
    standIns: 0,
    before,
    after: before,
  };
}

async function countRows(db: Db): Promise<Record<LegacyTable, number>> {
  return {
    users: await db.user.count(),
    lessons: await db.lesson.count(),
    presentations: await db.presentation.count(),
    presentation_jobs: await db.presentationJob.count(),
  };
}

async function importTable<T>(
  each: TableImport<T>,
  old: LegacyFile,
  run: Run,
  counts: Counts,
  onRow: (row: RowReport) => void,
): Promise<void> {
  const { table } = each;
  const drop = (id: string, reason: string) => onRow({ table, id, fate: "dropped", reasons: [reason] });
  for (const batch of batchesOf(old.rows(table))) {
    const plans = new Map<string, Plan<T>>();
    for (const row of batch) {
      const mapped =
        sizeOf(row) > MAX_ROW_SIZE
          ? { id: String(row.id).slice(0, 200), dropped: "it is larger than 50 million characters" }
          : each.map(row, run.nowMs);
      if ("dropped" in mapped) drop(mapped.id, mapped.dropped);
      else if (!run.seen.add(table, mapped.id)) drop(mapped.id, "the old database has this id twice");
      else plans.set(mapped.id, mapped);
    }
    const known = await findKnown(run.db, table, [...plans.keys()]);
    const wanted: Plan<T>[] = [];
    for (const [id, plan] of plans) {
      if (known.get(id) === "ours") drop(id, "this product has a row of its own with this id");
      else if (known.get(id) === "imported" && !run.force)
        onRow({ table, id, fate: "already here", reasons: [] });
      else wanted.push(plan);
    }
    const settled = await each.settle(wanted, run);
    for (const { id, dropped } of settled.refused) drop(id, dropped);
    const written = run.dryRun ? pretend(settled, run) : await write(each, settled, run);
    if (!run.dryRun) await each.written?.(written.ids, settled.plans, run);
    counts.lessons.standIns += written.standIns;
    for (const { id, changes } of settled.plans) {
      if (!written.ids.has(id)) {
        drop(id, "it runs here, or was changed here at this moment");
        continue;
      }
      if (changes.length > 0) counts[table].changed += 1;
      onRow({ table, id, fate: known.has(id) ? "overwritten" : "imported", reasons: changes });
    }
  }
}

type Written = { ids: Set<string>; standIns: number };

function pretend<T>({ plans, standIns }: Settled<T>, run: Run): Written {
  const added = standIns.filter(({ id }) => run.seen.add("lessons", `stand-in ${id}`));
  return { ids: new Set(plans.map(({ id }) => id)), standIns: added.length };
}

function write<T>(each: TableImport<T>, { plans, standIns }: Settled<T>, run: Run): Promise<Written> {
  if (plans.length === 0) return Promise.resolve({ ids: new Set<string>(), standIns: 0 });
  return run.db.$transaction(async (tx) => {
    const added = await writeLessons(tx, standIns, false);
    await noteImported(
      tx,
      "lessons",
      [...added].map((id) => ({ id, remainder: {} })),
    );
    const ids = await each.write(
      tx,
      plans.map(({ row }) => row),
      run,
    );
    await noteImported(
      tx,
      each.table,
      plans.filter(({ id }) => ids.has(id)),
    );
    return { ids, standIns: added.size };
  });
}

function* batchesOf(rows: Iterable<LegacyRow>): Generator<LegacyRow[]> {
  let batch: LegacyRow[] = [];
  let size = 0;
  for (const row of rows) {
    batch.push(row);
    size += sizeOf(row);
    if (batch.length < MAX_BATCH_ROWS && size < MAX_BATCH_SIZE) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Characters, roughly. */
function sizeOf(row: LegacyRow): number {
  let size = 0;
  for (const value of Object.values(row)) {
    if (typeof value === "string" || Buffer.isBuffer(value)) size += value.length;
  }
  return size;
}
