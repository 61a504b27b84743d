/** The orders of the list, and the cursor that says where a page of one ended. */
import { createHash } from "node:crypto";
import { type Caller, ownerOf } from "@/lib/auth/caller";
import type { JobSort } from "@/lib/contract/jobs";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { encodeParts, isIdPart, isTimePart, partsOf, wrongCursor } from "@/lib/http/cursor";
import { endedBetween, type JobFilter, statusesOf } from "../job-filter";
import type { JobRow } from "../job-row";
import { jobPriorities, jobStatuses, priorityRank } from "../state";

type Key = "created_at" | "started_at" | "completed_at" | "processing_time_seconds";

/** A stretch of the list that one column orders: the list is its segments, one after another. */
export type Segment = {
  column: Key;
  descending: boolean;
  /** The filter within the segment. */
  filter: JobFilter;
  /** Which rows belong to it, beyond the filter; null: all. */
  member: Prisma.Sql | null;
  /** The index on `column`; null: the range's own, which is in order of creation. */
  index: string | null;
};

export function segmentsOf(sort: JobSort, filter: JobFilter): Segment[] {
  const descending = sort.startsWith("-");
  const column = sort.replace("-", "") as Key | "priority" | "queue"; // jobSorts are these, with or without the sign
  switch (column) {
    case "created_at":
      return [{ column, descending, filter, member: null, index: null }];
    case "priority": {
      const wanted = jobPriorities.filter((one) => !filter.priority?.length || filter.priority.includes(one));
      const ordered = descending ? wanted : [...wanted].reverse();
      return ordered.map((one) => newest({ ...filter, priority: [one] }, null));
    }
    case "queue":
      return inTurn(filter);
    case "started_at":
      return withoutValueLast(column, "idx_jobs_started");
    case "completed_at":
      return filter.completed_after || filter.completed_before
        ? [endedWithin(column, descending, filter)]
        : withoutValueLast(column, "idx_jobs_completed");
    case "processing_time_seconds":
      return withoutValueLast(column, "idx_jobs_processing");
  }

  function withoutValueLast(column: Key, index: string): Segment[] {
    const name = Prisma.raw(`j.${column}`);
    return [
      { column, descending, filter, member: Prisma.sql`${name} IS NOT NULL`, index },
      newest(filter, Prisma.sql`${name} IS NULL`),
    ];
  }
}

/** The ranks of what waits, the first to be claimed first, and the rest of the list. */
function inTurn(filter: JobFilter): Segment[] {
  const statuses = statusesOf(filter) ?? jobStatuses;
  const waiting = jobPriorities.map((priority): Segment => {
    const member = Prisma.sql`${sql.isQueued} AND j.priority_rank = ${priorityRank[priority]}`;
    return { column: "created_at", descending: false, filter, member, index: "idx_jobs_queue_order" };
  });
  return [
    ...(statuses.includes("pending") ? waiting : []),
    ...(statuses.some((status) => status !== "pending")
      ? [newest(filter, Prisma.sql`j.status <> 'pending'`)]
      : []),
  ];
}

/** The times bound the walk along the index, or it would begin at the newest end and look at whatever lies between. */
function endedWithin(column: Key, descending: boolean, filter: JobFilter): Segment {
  return { column, descending, filter, member: endedBetween(filter), index: "idx_jobs_completed" };
}

const newest = (filter: JobFilter, member: Prisma.Sql | null): Segment => ({
  column: "created_at",
  descending: true,
  filter,
  member,
  index: null,
});

/** A row's place within a segment. */
export type Place = { key: number; id: string };

export type KeyRow = Pick<JobRow, "id" | Key>;

export function placeOf(row: KeyRow, column: Key): Place {
  const value = row[column];
  // Never null: a segment without values is ordered by created_at. The type does not know it.
  return { key: value instanceof Date ? value.getTime() : (value ?? 0), id: row.id };
}

/** What a cursor belongs to: another sort, filter or owner makes it worthless. */
export function listName(sort: JobSort, filter: JobFilter, caller: Caller): string {
  const parts = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([sort, parts, ownerOf(caller)]))
    .digest("base64url")
    .slice(0, 12);
}

export function encodeJobCursor(list: string, segment: number, place: Place): string {
  return encodeParts([segment, place.id, place.key, list]);
}

/** @throws AppError validation_failed when it is not a cursor of this list */
export function decodeJobCursor(
  text: string,
  list: string,
  segments: readonly Pick<Segment, "column">[],
): { segment: number; place: Place } {
  const [index, id, key, name] = partsOf(text);
  const segment = typeof index === "number" ? segments[index] : undefined;
  if (segment && isIdPart(id) && isKeyOf(segment, key) && name === list) {
    return { segment: Number(index), place: { key, id } };
  }
  throw wrongCursor("is not one that this server gave for this list: begin again without it");
}

function isKeyOf({ column }: Pick<Segment, "column">, key: unknown): key is number {
  if (column !== "processing_time_seconds") return isTimePart(key);
  return typeof key === "number" && Math.abs(key) <= Number.MAX_SAFE_INTEGER;
}
