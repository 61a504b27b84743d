/**
 * The index through which a list reaches its jobs. Each ends in (created_at, id), so its rows come in order of creation once the
 * columns before them are fixed: a filter with several states is several such branches.
 */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { Prisma } from "@/lib/generated/prisma/client";
import { allOf, endedBetween, type JobFilter, jobConditions, statusesOf } from "../job-filter";
import { jobStatuses } from "../state";

export type Range = {
  index: string;
  /** Conditions on `j` that together are the range; no row fits two of them. */
  branches: Prisma.Sql[];
  /** What the filter asks beyond the range; null: nothing. */
  residual: Prisma.Sql | null;
  /** The order in which the index gives a branch's rows, backwards. */
  newestFirst: Prisma.Sql;
  /** The same for the same range. */
  name: string;
};

const timeFilters = ["created_after", "created_before", "created_within"] as const;

const newest = (column: "created_at" | "completed_at") => Prisma.raw(`j.${column} DESC, j.id DESC`);

type Way = { index: string; branches: Prisma.Sql[]; covers: readonly string[]; values: unknown };

/** The most selective index that the filter can use. Times of creation are part of every range. */
export function rangeOf(filter: JobFilter, caller: Caller): Range {
  const conditions = jobConditions(filter, caller);
  const way = wayOf(filter, ownerOf(caller));
  const times = timeFilters.flatMap((name) => conditions.get(name) ?? []);
  const covered = new Set<string>([...way.covers, ...timeFilters]);
  const left = [...conditions].filter(([name]) => !covered.has(name)).map(([, condition]) => condition);
  return {
    index: way.index,
    branches: way.branches.map((branch) => allOf([branch, ...times])),
    residual: left.length > 0 ? allOf(left) : null,
    newestFirst: way.index === "idx_jobs_completed" ? newest("completed_at") : newest("created_at"),
    name: JSON.stringify([way.index, way.values, ...timeFilters.map((name) => filter[name])]),
  };
}

function wayOf(filter: JobFilter, owner: string | null): Way {
  const { lesson_id, worker_id, error_code, priority } = filter;
  const statuses = statusesOf(filter);
  const each = statuses ?? jobStatuses;
  const user = owner ?? filter.user_id;
  if (lesson_id !== undefined) return equal("idx_jobs_lesson", "lesson_id", lesson_id);
  if (user !== undefined) {
    return {
      index: "idx_jobs_user_status",
      branches: each.map((status) => Prisma.sql`j.user_id = ${user} AND j.status = ${status}`),
      covers: ["owner", "status", ...(filter.user_id === user ? ["user_id"] : [])],
      values: [user, each],
    };
  }
  if (error_code !== undefined) return equal("idx_jobs_error", "error_code", error_code);
  if (worker_id !== undefined) return equal("idx_jobs_worker", "worker_id", worker_id);
  // Its rows come in order of their ends, so a large one is sorted for any other order; small ones are sorted anyway.
  if (filter.completed_after !== undefined) {
    return {
      index: "idx_jobs_completed",
      branches: [endedBetween(filter)],
      covers: ["completed_after", "completed_before"],
      values: [filter.completed_after, filter.completed_before],
    };
  }
  if (priority?.length) {
    const wanted = [...new Set(priority)];
    return {
      index: "idx_jobs_priority_status",
      branches: wanted.flatMap((one) =>
        each.map((status) => Prisma.sql`j.priority = ${one} AND j.status = ${status}`),
      ),
      covers: ["priority", "status"],
      values: [wanted, each],
    };
  }
  if (statuses) {
    const branches = statuses.map((status) => Prisma.sql`j.status = ${status}`);
    return { index: "idx_jobs_status", branches, covers: ["status"], values: statuses };
  }
  return { index: "idx_jobs_created", branches: [Prisma.sql`1 = 1`], covers: [], values: null };
}

function equal(index: string, column: "lesson_id" | "worker_id" | "error_code", value: string): Way {
  const branches = [Prisma.sql`j.${Prisma.raw(column)} = ${value}`];
  return { index, branches, covers: [column], values: value };
}
