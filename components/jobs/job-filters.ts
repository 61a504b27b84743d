/** The filters of the job list, which live in the address: what a person sees survives a reload and can be sent. */
import { z } from "zod";
import { id, jobPriority, jobStatus } from "@/lib/contract/jobs";

const list = <T extends z.ZodType>(item: T) =>
  z
    .preprocess(
      (value) => (typeof value === "string" ? value.split(",").filter((part) => part !== "") : value),
      z.array(item).min(1).optional(),
    )
    .catch(undefined);

/** Forgiving: a value that does not exist is as good as absent. */
export const jobFilters = z.object({
  status: list(jobStatus),
  priority: list(jobPriority),
  lesson_id: id.optional().catch(undefined),
  cursor: z.string().max(500).optional().catch(undefined),
});
export type JobFilters = z.infer<typeof jobFilters>;

/** The filters as a query: the page's own (`/jobs?…`) and the API's. Absent ones leave no trace. */
export function toQuery(filters: Partial<JobFilters>): string {
  const query = new URLSearchParams();
  if (filters.status?.length) query.set("status", filters.status.join(","));
  if (filters.priority?.length) query.set("priority", filters.priority.join(","));
  if (filters.lesson_id) query.set("lesson_id", filters.lesson_id);
  if (filters.cursor) query.set("cursor", filters.cursor);
  // Commas are legal in a query, and people read addresses.
  return query.toString().replaceAll("%2C", ",");
}

/** Address of the job list with `changes` to `filters`. A changed filter starts on the first page again. */
export function jobsHref(filters: Partial<JobFilters>, changes: Partial<JobFilters> = {}): string {
  const query = toQuery({ ...filters, cursor: undefined, ...changes });
  return query === "" ? "/jobs" : `/jobs?${query}`;
}
