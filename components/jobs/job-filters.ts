/** The filters of the job list, which live in the address: what a person sees survives a reload and can be sent. */
import { z } from "zod";
import { jobListInput, jobPriority, jobStatus } from "@/lib/contract/jobs";

const list = <T extends z.ZodType>(item: T) =>
  z
    .preprocess(
      (value) => (typeof value === "string" ? value.split(",").filter((part) => part !== "") : value),
      z.array(item).min(1).optional(),
    )
    .catch(undefined);

const { shape } = jobListInput;

/** The names are the API's. Forgiving: a value that does not exist is as good as absent. */
export const jobFilters = z.object({
  q: shape.q.catch(undefined),
  status: list(jobStatus),
  priority: list(jobPriority),
  style: shape.style.catch(undefined),
  lesson_id: shape.lesson_id.catch(undefined),
  user_id: shape.user_id.catch(undefined),
  worker_id: shape.worker_id.catch(undefined),
  error_code: shape.error_code.catch(undefined),
  created_after: shape.created_after.catch(undefined),
  created_before: shape.created_before.catch(undefined),
  completed_after: shape.completed_after.catch(undefined),
  completed_before: shape.completed_before.catch(undefined),
  sort: shape.sort.catch(undefined),
  cursor: shape.cursor.catch(undefined),
});
export type JobFilters = z.infer<typeof jobFilters>;

/** The filters as a query: the page's own (`/jobs?…`) and the API's. Absent ones leave no trace. */
export function toQuery(filters: Partial<JobFilters>): string {
  const query = new URLSearchParams();
  for (const name of jobFilters.keyof().options) {
    const value = filters[name];
    if (value?.length) query.set(name, String(value));
  }
  // Commas and colons are legal in a query, and people read addresses.
  return query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
}

/** Address of the job list with `changes` to `filters`. A changed filter starts on the first page again. */
export function jobsHref(filters: Partial<JobFilters>, changes: Partial<JobFilters> = {}): string {
  const query = toQuery({ ...filters, cursor: undefined, ...changes });
  return query === "" ? "/jobs" : `/jobs?${query}`;
}
