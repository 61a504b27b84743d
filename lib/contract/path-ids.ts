/** Ids in paths, as API.md calls them. Browser-safe. */
import { z } from "zod";

/**
 * The id of something that exists. Wider than the ids we give: rows may come from an older system. Characters that no id has
 * are refused here, because PostgreSQL cannot even look for them.
 */
export const existingId = z
  .string()
  .min(1)
  .max(500)
  .regex(/^\P{Cc}+$/u, "holds a control character");

export const jobPath = z.strictObject({ job_id: existingId });
export const lessonPath = z.strictObject({ lesson_id: existingId });
export const deckPath = z.strictObject({ presentation_id: existingId });
