/**
 * What was ever counted, and what the queue holds now. Counters must never go down: they come from the tally that nothing is taken out
 * of (part "ever"), with what is not folded into it yet, in one statement. So no job is counted twice or not at all because the fold
 * ran meanwhile, every server tells the same, and a restart changes nothing.
 */
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { type JobPriority, type JobStatus, jobPriorities } from "@/lib/jobs/state";
import { type ChangeRow, changeColumns, factsOf, isOfEver } from "../rollups/facts";
import { amongFewChanges, someChanges } from "../rollups/few-changes";
import { ALL_TIME } from "../rollups/pieces";
import { Tally, type TallyData } from "../rollups/tally";

export type Counted = {
  /** Nothing leaves it: neither a retry nor a deletion. */
  ever: Tally;
  /** Stored jobs by state, now. */
  states: Record<JobStatus, number>;
  /** Open jobs by the priority they were asked with, now. */
  depths: { status: JobStatus; priority: JobPriority; jobs: number }[];
  /** Changes that no tally holds yet. */
  unfolded: number;
  /** Unix ms at which the first of them happened, as far as they tell; null: there is none. */
  oldestUnfoldedMs: number | null;
};

type Row =
  | ({ what: "change" } & ChangeRow)
  | { what: "tally"; kind: "ever" | "stored"; tally: string }
  | { what: "open"; status: JobStatus; priority: JobPriority; jobs: number | bigint };

/** It costs the number of open jobs and of unfolded changes, not that of all jobs. */
export async function readCounted(): Promise<Counted> {
  const read = () => db().$queryRaw<Row[]>`
    SELECT 'change' AS what, kind, ${changeColumns()}, ${sql.float(0)} AS jobs, '' AS tally FROM ${someChanges}
    UNION ALL SELECT 'open', NULL, NULL, NULL, status, NULL, priority, NULL, NULL, NULL, COUNT(*), NULL
    FROM presentation_jobs ${sql.by("idx_jobs_priority_status")}
    WHERE priority IN (${Prisma.join([...jobPriorities])}) AND status IN ('pending', 'running') GROUP BY priority, status
    UNION ALL SELECT 'tally', part, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, tally
    FROM rollups WHERE minutes = ${ALL_TIME} AND part IN ('ever', 'stored')`;
  const rows = await amongFewChanges(read, (all) => all.filter(({ what }) => what === "change").length);
  const counted: Counted = {
    ever: new Tally(),
    states: { pending: 0, running: 0, completed: 0, failed: 0, cancelled: 0, timeout: 0 },
    depths: [],
    unfolded: 0,
    oldestUnfoldedMs: null,
  };
  for (const row of rows) {
    if (row.what === "change") addChange(counted, row);
    else if (row.what === "tally")
      addTally(counted, row.kind, JSON.parse(row.tally) as TallyData); // store.ts wrote it
    else {
      const { status, priority } = row;
      const jobs = Number(row.jobs);
      counted.depths.push({ status, priority, jobs });
      counted.states[status] += jobs;
    }
  }
  return counted;
}

function addTally({ ever, states }: Counted, part: "ever" | "stored", data: TallyData): void {
  if (part === "ever") {
    ever.merge(data);
    return;
  }
  const stored = new Tally();
  stored.merge(data);
  const { completed, failed, cancelled, timeout } = stored.outcomeCounts;
  states.completed += completed;
  states.failed += failed;
  states.cancelled += cancelled;
  states.timeout += timeout;
}

function addChange(counted: Counted, row: ChangeRow): void {
  const { ever, states } = counted;
  for (const fact of factsOf(row)) {
    if (isOfEver(row)) ever.add(fact);
    if (fact.kind === "ended" && fact.part === "stored" && fact.outcome !== "deleted") {
      states[fact.outcome] += fact.sign;
    }
  }
  counted.unfolded++;
  const happenedMs = Number(row.kind === "created" ? row.created_ms : (row.completed_ms ?? row.created_ms));
  counted.oldestUnfoldedMs = Math.min(counted.oldestUnfoldedMs ?? happenedMs, happenedMs);
}
