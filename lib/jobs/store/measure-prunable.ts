/** What a clean-up would delete, by kind and age. Only reads. */
import type { CleanupPreview } from "@/lib/contract/queue";
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { hasNewerDeck } from "./adopt-decks";

export type PrunableShare = CleanupPreview["breakdown"][number];

const DAY_MS = 24 * 60 * 60 * 1000;

/** Each age up to its limit; the last has none. */
const ages: readonly { age: PrunableShare["age"]; upToMs: number | null }[] = [
  { age: "up_to_day", upToMs: DAY_MS },
  { age: "up_to_week", upToMs: 7 * DAY_MS },
  { age: "up_to_month", upToMs: 30 * DAY_MS },
  { age: "older", upToMs: null },
];

/** Of a job and of an attempt beside their texts: columns and index entries, as `dbstat` told of 20,000 jobs in SQLite. */
const JOB_BYTES = 1_150;
const ATTEMPT_BYTES = 240;
/** Jobs whose texts are looked at; the others are taken to be like them. */
const SAMPLE = 1_000;

/** Jobs that ended, and decks that went stale, before `ageMs` ago: what pruneFinished would delete. Ages without any are left out. */
export async function measurePrunable(db: DbOrTransaction, ageMs: number): Promise<PrunableShare[]> {
  const textBytes = await textBytesPerJob(db, ageMs);
  const shares: PrunableShare[] = [];
  let fromMs = ageMs;
  for (const { age, upToMs } of ages) {
    if (upToMs !== null && upToMs <= fromMs) continue;
    // One after the other: between two of them SQLite's process answers somebody else.
    shares.push(
      ...(await jobsOf(db, age, fromMs, upToMs, textBytes)),
      ...(await decksOf(db, age, fromMs, upToMs)),
    );
    fromMs = upToMs ?? fromMs;
  }
  return shares;
}

/** The condition that `time` lies between two ages. */
function isAged(time: Prisma.Sql, fromMs: number, upToMs: number | null): Prisma.Sql {
  const atLeast = Prisma.sql`${time} < ${sql.plus(sql.now, -fromMs)}`;
  return upToMs === null ? atLeast : Prisma.sql`${atLeast} AND ${time} >= ${sql.plus(sql.now, -upToMs)}`;
}

async function jobsOf(
  db: DbOrTransaction,
  age: PrunableShare["age"],
  fromMs: number,
  upToMs: number | null,
  textBytes: number,
): Promise<PrunableShare[]> {
  type Row = { kind: PrunableShare["kind"]; count: bigint; attempts: bigint };
  const rows = await db.$queryRaw<Row[]>`
    SELECT status AS kind, COUNT(*) AS count, SUM(attempt) AS attempts FROM presentation_jobs
    WHERE completed_at IS NOT NULL AND ${isAged(Prisma.sql`completed_at`, fromMs, upToMs)} GROUP BY status ORDER BY status`;
  return rows.map(({ kind, ...sums }) => {
    const [count, attempts] = [Number(sums.count), Number(sums.attempts)];
    const bytes = Math.round(count * (JOB_BYTES + textBytes) + attempts * ATTEMPT_BYTES);
    return { kind, age, count, rows: count + attempts, bytes };
  });
}

/** The mean length of the texts of a job and its attempts. */
async function textBytesPerJob(db: DbOrTransaction, ageMs: number): Promise<number> {
  const [mean] = await db.$queryRaw<[{ bytes: number | null }]>`
    SELECT CAST(AVG(${lengthOf("sampled", ["message", "result_data", "error_message", "error_details", "stages"])}
      + COALESCE((SELECT SUM(${lengthOf("a", ["stages", "log", "stack", "error_message"])}) FROM job_attempts a
        WHERE a.job_id = sampled.id), 0)) AS ${Prisma.raw("double precision")}) AS bytes
    FROM (SELECT * FROM presentation_jobs WHERE completed_at IS NOT NULL
      AND ${isAged(Prisma.sql`completed_at`, ageMs, null)} ORDER BY completed_at DESC LIMIT ${SAMPLE}) sampled`;
  return mean.bytes ?? 0;
}

function lengthOf(table: string, columns: readonly string[]): Prisma.Sql {
  return Prisma.raw(columns.map((column) => `COALESCE(octet_length(${table}.${column}), 0)`).join(" + "));
}

async function decksOf(
  db: DbOrTransaction,
  age: PrunableShare["age"],
  fromMs: number,
  upToMs: number | null,
): Promise<PrunableShare[]> {
  const mayGo = (from: number, upTo: number | null) =>
    Prisma.sql`status = 'stale' AND ${isAged(Prisma.sql`updated_at`, from, upTo)} AND ${hasNewerDeck}`;
  const [decks] = await db.$queryRaw<[{ count: bigint; bytes: bigint | null }]>`
    SELECT COUNT(*) AS count, SUM(octet_length(content)) AS bytes FROM presentations WHERE ${mayGo(fromMs, upToMs)}`;
  const count = Number(decks.count);
  if (count === 0) return [];
  // A file that decks share is freed with the last of them: it counts where the youngest is, and not while one of them stays.
  const [files] = await db.$queryRaw<[{ rows: bigint; bytes: bigint }]>`
    SELECT COALESCE(SUM(names), 0) AS rows, COALESCE(SUM(CASE WHEN EXISTS (
        SELECT 1 FROM export_files other JOIN presentations ON presentations.id = other.presentation_id
        WHERE other.path = mine.path AND NOT (${mayGo(fromMs, null)})) THEN 0 ELSE size_bytes END), 0) AS bytes
    FROM (SELECT f.path, COUNT(*) AS names, MAX(f.size_bytes) AS size_bytes
      FROM export_files f JOIN presentations ON presentations.id = f.presentation_id
      WHERE ${mayGo(fromMs, upToMs)} GROUP BY f.path) mine`;
  const bytes = Number(decks.bytes) + Number(files.bytes);
  return [{ kind: "stale_deck", age, count, rows: count + Number(files.rows), bytes }];
}
