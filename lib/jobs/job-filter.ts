/** Which jobs: the filter that lists, counts and bulk actions share. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { JobListInput } from "@/lib/contract/jobs";
import { msOfSpan } from "@/lib/contract/lists";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { likeText } from "@/lib/lessons/like";
import { finalStatuses, type JobStatus, jobStatuses } from "./state";

export type JobFilter = Omit<JobListInput, "limit" | "cursor" | "sort">;

/** The states that a filter lets through; null: all of them. */
export function statusesOf(input: JobFilter): readonly JobStatus[] | null {
  if (input.include_finished) return input.status ? [...new Set(input.status)] : null;
  return (input.status ?? jobStatuses).filter(
    (status) => !(finalStatuses as readonly string[]).includes(status),
  );
}

/**
 * The conditions on a row `j` of presentation_jobs, by what they are about. `owner` keeps the caller to what is theirs; whoever
 * uses some of these must use it too.
 */
export function jobConditions(input: JobFilter, caller: Caller): Map<string, Prisma.Sql> {
  const all = new Map<string, Prisma.Sql>();
  if (ownerOf(caller) !== null) all.set("owner", within(caller, "j.user_id"));
  const statuses = statusesOf(input);
  if (statuses) {
    all.set(
      "status",
      statuses.length > 0 ? Prisma.sql`j.status IN (${Prisma.join(statuses)})` : Prisma.sql`0 = 1`,
    );
  }
  if (input.priority?.length) all.set("priority", Prisma.sql`j.priority IN (${Prisma.join(input.priority)})`);
  for (const column of ["lesson_id", "user_id", "style", "worker_id", "error_code"] as const) {
    const value = input[column];
    if (value !== undefined) all.set(column, Prisma.sql`j.${Prisma.raw(column)} = ${value}`);
  }
  for (const column of ["created", "completed"] as const) {
    const at = Prisma.raw(`j.${column}_at`);
    const after = input[`${column}_after`];
    const before = input[`${column}_before`];
    if (after) all.set(`${column}_after`, Prisma.sql`${at} > ${sql.at(Date.parse(after))}`);
    if (before) all.set(`${column}_before`, Prisma.sql`${at} < ${sql.at(Date.parse(before))}`);
  }
  if (input.created_within) {
    const since = Date.now() - msOfSpan(input.created_within);
    all.set("created_within", Prisma.sql`j.created_at > ${sql.at(since)}`);
  }
  if (input.q !== undefined) all.set("q", holdsText(input.q));
  return all;
}

/** The condition on when a row `j` ended; the first part lets SQLite use the index on it. */
export function endedBetween({ completed_after, completed_before }: JobFilter): Prisma.Sql {
  return allOf([
    Prisma.sql`j.completed_at IS NOT NULL`,
    ...(completed_after ? [Prisma.sql`j.completed_at > ${sql.at(Date.parse(completed_after))}`] : []),
    ...(completed_before ? [Prisma.sql`j.completed_at < ${sql.at(Date.parse(completed_before))}`] : []),
  ]);
}

/** The condition that a row `j` matches the filter and is one that the caller may see. */
export function jobsMatching(input: JobFilter, caller: Caller): Prisma.Sql {
  return allOf([...jobConditions(input, caller).values()]);
}

export function allOf(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`1 = 1` : Prisma.join([...conditions], " AND ");
}

function holdsText(text: string): Prisma.Sql {
  const pattern = likeText(text);
  const columns = ["j.id", "j.lesson_id", "j.user_id", "j.error_code", "j.error_message"];
  const found = columns.map((column) => sql.matches(Prisma.raw(column), pattern));
  return Prisma.sql`(${Prisma.join(found, " OR ")} OR EXISTS (
    SELECT 1 FROM lessons titled WHERE titled.id = j.lesson_id AND ${sql.matches(Prisma.raw("titled.title"), pattern)}))`;
}
