/** The filters of the job list, which live in the address: what a person sees survives a reload and can be sent. */
import { z } from "zod";
import { jobListInput, jobPriority, jobStatus } from "@/lib/contract/jobs";
import { jobColumns } from "./job-columns";

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
  created_within: shape.created_within.catch(undefined),
  completed_after: shape.completed_after.catch(undefined),
  completed_before: shape.completed_before.catch(undefined),
  sort: shape.sort.catch(undefined),
  cursor: shape.cursor.catch(undefined),
});
export type JobFilters = z.infer<typeof jobFilters>;

const column = z.enum(jobColumns);

/** All that the address of the page says: the filters, and how their list is shown. */
export const jobAddress = jobFilters.extend({
  /** Empty: none of those that may be left out. Absent: the usual ones. */
  columns: z
    .preprocess(
      (value) =>
        typeof value === "string"
          ? value.split(",").filter((part) => column.safeParse(part).success)
          : undefined,
      z.array(column).optional(),
    )
    .catch(undefined),
});
export type JobAddress = z.infer<typeof jobAddress>;

/** What the API is asked for. */
export function filtersOf({ columns: _shown, ...filters }: JobAddress): JobFilters {
  return filters;
}

/** What narrows the list: not its order, its page, or how it is shown. */
export function conditionsOf(address: JobAddress): JobFilters {
  const { sort: _order, cursor: _page, ...conditions } = filtersOf(address);
  return conditions;
}

/** Whether anything beside the state narrows the list. */
export function isNarrowed(address: JobAddress): boolean {
  return toQuery({ ...conditionsOf(address), status: undefined }) !== "";
}

/** The filters as a query: the page's own (`/jobs?…`) and the API's. Absent ones leave no trace. */
export function toQuery(address: Partial<JobAddress>): string {
  const query = new URLSearchParams();
  for (const name of jobAddress.keyof().options) {
    const value = address[name];
    if (value?.length || (name === "columns" && value)) query.set(name, String(value));
  }
  // Commas and colons are legal in a query, and people read addresses.
  return query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
}

/** Address of the job list with `changes` to `address`. A changed filter starts on the first page again. */
export function jobsHref(address: Partial<JobAddress>, changes: Partial<JobAddress> = {}): string {
  const query = toQuery({ ...address, cursor: undefined, ...changes });
  return query === "" ? "/jobs" : `/jobs?${query}`;
}
