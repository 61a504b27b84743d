/** What became of jobs over a stretch of time: from the tallies, and from what was not folded into them yet. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { isFinal, type JobStatus } from "@/lib/jobs/state";
import { type ChangeRow, changeColumns, type Fact, factsOf, jobColumns } from "./facts";
import { amongFewChanges, someChanges } from "./few-changes";
import { type PieceRange, piecesBetween } from "./pieces";
import { readTally } from "./store";
import type { Tally, TallyData } from "./tally";

const HOUR_MS = 60 * 60 * 1000;

/** Something that happened in the piece of time that begins at `atMs`, or at that very time. */
export type Event = { atMs: number; addTo: (tally: Tally) => void };

export type History = {
  /** In no order. */
  events: Event[];
  /** Stored jobs by state, now. */
  states: Record<JobStatus, number>;
};

/** @param toMs null: until now, and what happens while it is read counts too. @param longest of the pieces, in minutes */
export type Stretch = { fromMs: number; toMs: number | null; longest: number };

type RowOfTally = { minutes: number | bigint; start_ms: number | bigint; part: string; tally: string };
type Row = ({ what: "change" } & ChangeRow) | ({ what: "tally" } & RowOfTally) | OpenRow;
type OpenRow = { what: "open"; status: JobStatus; start_ms: number | bigint };

/**
 * Of all jobs it costs the number of pieces, not that of jobs; of one person's it reads their rows. One statement, so one state of the
 * database: no job is counted twice or not at all because it ended meanwhile.
 * @param stretches that do not overlap, their bounds on whole minutes
 */
export function readHistory(caller: Caller, stretches: readonly Stretch[], nowMs: number): Promise<History> {
  const owner = ownerOf(caller);
  return owner === null ? readAll(stretches, nowMs) : readOwn(owner, stretches);
}

async function readAll(stretches: readonly Stretch[], nowMs: number): Promise<History> {
  const soon = Math.ceil(nowMs / HOUR_MS + 1) * HOUR_MS;
  const ranges = stretches.flatMap(({ fromMs, toMs, longest }) =>
    piecesBetween(fromMs, toMs ?? soon, longest),
  );
  const read = () => db().$queryRaw<Row[]>`
    SELECT 'change' AS what, kind, ${changeColumns()}, 0 AS minutes, ${sql.float(0)} AS start_ms, '' AS part, '' AS tally
    FROM ${someChanges}
    UNION ALL SELECT 'open', NULL, NULL, NULL, status, NULL, NULL, NULL, NULL, NULL, NULL, COUNT(*), NULL, NULL
    FROM presentation_jobs WHERE status IN ('pending', 'running') GROUP BY status
    UNION ALL SELECT 'tally', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, minutes,
      ${sql.msBetween(sql.at(0), Prisma.sql`start`)}, part, tally
    FROM rollups WHERE ${isWithin(ranges)} OR (minutes = 0 AND part = 'stored')`;
  const rows = await amongFewChanges(read, (all) => all.filter(({ what }) => what === "change").length);
  const history: History = { events: [], states: noStates() };
  const { events, states } = history;
  for (const row of rows) {
    if (row.what === "open") states[row.status] = Number(row.start_ms);
    else if (row.what === "tally") addTally(history, row);
    else {
      for (const fact of factsOf(row)) {
        if (isIn(fact.atMs, stretches)) events.push(eventOf(fact));
        if (fact.kind === "ended" && fact.part === "stored" && fact.outcome !== "deleted") {
          states[fact.outcome] += fact.sign;
        }
      }
    }
  }
  return history;
}

function addTally({ events, states }: History, { minutes, start_ms, part, tally }: RowOfTally): void {
  if (part === "workers") {
    events.push({ atMs: Number(start_ms), addTo: (sum) => sum.addWorkers(Number(tally)) });
    return;
  }
  if (Number(minutes) > 0) {
    // Written by store.ts alone.
    const data = JSON.parse(tally) as TallyData;
    events.push({ atMs: Number(start_ms), addTo: (sum) => sum.merge(data) });
    return;
  }
  const { completed, failed, cancelled, timeout } = readTally(tally).outcomeCounts;
  states.completed += completed;
  states.failed += failed;
  states.cancelled += cancelled;
  states.timeout += timeout;
}

type StateRow = {
  kind: ChangeRow["kind"] | "open" | "tally";
  status: JobStatus | "";
  count: number | bigint;
  tally: string;
};

/** Stored jobs by state, now: as `readHistory` without a stretch, and cheaper, because changes are counted where they are. */
export async function readStates(caller: Caller): Promise<History["states"]> {
  const owner = ownerOf(caller);
  if (owner !== null) return (await readOwn(owner, [])).states;
  const read = () => db().$queryRaw<StateRow[]>`
    SELECT kind, status, COUNT(*) AS count, '' AS tally FROM ${someChanges} GROUP BY kind, status
    UNION ALL SELECT 'open', status, COUNT(*), '' FROM presentation_jobs
    WHERE status IN ('pending', 'running') GROUP BY status
    UNION ALL SELECT 'tally', '', 0, tally FROM rollups WHERE minutes = 0 AND part = 'stored'`;
  const rows = await amongFewChanges(read, (all) =>
    all.reduce((sum, { kind, count }) => sum + (kind === "open" || kind === "tally" ? 0 : Number(count)), 0),
  );
  const history: History = { events: [], states: noStates() };
  const { states } = history;
  for (const { kind, status, count, tally } of rows) {
    if (kind === "tally") addTally(history, { minutes: 0, start_ms: 0, part: "stored", tally });
    else if (status === "" || kind === "created" || kind === "returned") continue;
    else if (kind === "open") states[status] = Number(count);
    else if (isFinal(status)) states[status] += (kind === "ended" ? 1 : -1) * Number(count);
  }
  return states;
}

async function readOwn(owner: string, stretches: readonly Stretch[]): Promise<History> {
  // Without a stretch: nothing that has happened is so late.
  const fromMs = Math.min(8.64e15 / 2, ...stretches.map((stretch) => stretch.fromMs));
  const rows = await db().$queryRaw<Row[]>`
    SELECT 'change' AS what, 'created' AS kind, ${jobColumns()}, ${sql.float(0)} AS start_ms FROM presentation_jobs
    WHERE user_id = ${owner} AND (created_at >= ${sql.at(fromMs)} OR completed_at >= ${sql.at(fromMs)})
    UNION ALL SELECT 'open', NULL, NULL, NULL, status, NULL, NULL, NULL, NULL, NULL, COUNT(*)
    FROM presentation_jobs WHERE user_id = ${owner} GROUP BY status`;
  const { events, states }: History = { events: [], states: noStates() };
  for (const row of rows) {
    if (row.what === "open") states[row.status] = Number(row.start_ms);
    if (row.what !== "change") continue;
    const facts = [row, ...(row.completed_ms === null ? [] : [{ ...row, kind: "ended" as const }])].flatMap(
      factsOf,
    );
    events.push(...facts.filter(({ atMs }) => isIn(atMs, stretches)).map(eventOf));
  }
  return { events, states };
}

const eventOf = (fact: Fact): Event => ({ atMs: fact.atMs, addTo: (tally) => tally.add(fact) });

const isIn = (atMs: number, stretches: readonly Stretch[]) =>
  stretches.some(({ fromMs, toMs }) => atMs >= fromMs && (toMs === null || atMs < toMs));

function isWithin(ranges: readonly PieceRange[]): Prisma.Sql {
  const conditions = ranges.map(
    ({ minutes, fromMs, toMs }) =>
      Prisma.sql`(minutes = ${minutes} AND start >= ${sql.at(fromMs)} AND start < ${sql.at(toMs)})`,
  );
  return conditions.length === 0 ? Prisma.sql`1 = 0` : Prisma.join(conditions, " OR ");
}

const noStates = (): History["states"] => ({
  pending: 0,
  running: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  timeout: 0,
});
