/**
 * Reads the address of the job list. Apart from job-filters.ts, which writes it: the schemas weigh more than the rest of the page, and only
 * the server and the filter form read.
 */
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
