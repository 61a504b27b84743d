/** Which jobs: the filter that lists, counts and bulk actions share. */
import type { Caller } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { JobListInput } from "@/lib/contract/jobs";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { finalStatuses, jobStatuses } from "./state";

export type JobFilter = Omit<JobListInput, "limit" | "cursor">;

/** The condition that a row `j` of presentation_jobs matches the filter and is one that the caller may see. */
export function jobsMatching(input: JobFilter, caller: Caller): Prisma.Sql {
  const statuses = input.include_finished
    ? input.status
    : (input.status ?? jobStatuses).filter(
        (status) => !(finalStatuses as readonly string[]).includes(status),
      );
  const all = [within(caller, "j.user_id")];
  if (statuses)
    all.push(statuses.length > 0 ? Prisma.sql`j.status IN (${Prisma.join(statuses)})` : Prisma.sql`0 = 1`);
  if (input.priority?.length) all.push(Prisma.sql`j.priority IN (${Prisma.join(input.priority)})`);
  const equal = {
    lesson_id: input.lesson_id,
    user_id: input.user_id,
    style: input.style,
    worker_id: input.worker_id,
    error_code: input.error_code,
  };
  for (const [column, value] of Object.entries(equal)) {
    if (value !== undefined) all.push(Prisma.sql`j.${Prisma.raw(column)} = ${value}`);
  }
  if (input.created_after) all.push(Prisma.sql`j.created_at > ${sql.at(Date.parse(input.created_after))}`);
  if (input.created_before) all.push(Prisma.sql`j.created_at < ${sql.at(Date.parse(input.created_before))}`);
  return Prisma.join(all, " AND ");
}
