/** Saved views of the job list as they cross HTTP. Browser-safe. */
import { z } from "zod";
import { jobListInput } from "./jobs";
import { existingId } from "./path-ids";
import { queryFlag } from "./query";

export const viewPath = z.strictObject({ view_id: existingId });

/** What the query of the page /jobs may hold beside the list's own: which columns are shown. */
const viewFields = jobListInput.omit({ limit: true, cursor: true }).extend({
  columns: z
    .string()
    .regex(/^[a-z_]+(,[a-z_]+)*$/)
    .max(500)
    .optional(),
});

/** The filter of a view's query; null when it is none, or holds what does not exist any more. */
export function filterOfView(query: string) {
  const parsed = viewFields.safeParse(Object.fromEntries(new URLSearchParams(query)));
  if (!parsed.success) return null;
  const { columns: _shown, sort: _order, ...filter } = parsed.data;
  return filter;
}

/** A query without "?", as `status=failed&created_within=24h&sort=-priority&columns=outcome,created`. */
const viewQuery = z
  .string()
  .max(2_000)
  .refine((query) => filterOfView(query) !== null, "must be the query of a list of jobs, without its page");

const viewName = z.string().trim().min(1).max(100);

export const viewInput = z.strictObject({
  name: viewName,
  query: viewQuery,
  /** Whether everybody who sees all jobs finds it in their list. */
  is_shared: z.boolean().default(false),
});
export type ViewInput = z.input<typeof viewInput>;

export const viewChange = z
  .strictObject({ name: viewName.optional(), query: viewQuery.optional(), is_shared: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, "must name at least one change");
export type ViewChange = z.infer<typeof viewChange>;

export const viewListQuery = z.strictObject({ counts: queryFlag.default(false) });

export const savedView = z.object({
  view_id: z.string(),
  name: z.string(),
  query: z.string(),
  is_shared: z.boolean(),
  /** Null: made by a service that acts for nobody. */
  owner_id: z.string().nullable(),
  owner_name: z.string(),
  /** Whether it is the caller's own. */
  is_own: z.boolean(),
  /** Whether the caller may change and delete it. */
  can_change: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
  /** How many jobs it shows now; null when nobody asked, or when its query means nothing any more. */
  jobs: z.object({ total: z.int(), is_exact: z.boolean() }).nullable(),
});
export type SavedView = z.infer<typeof savedView>;
