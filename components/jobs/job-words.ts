/** Words for the values of a job. */
import type { Job } from "@/lib/contract/jobs";

/** The lesson's title; its id where the title is not known. */
export function titleOf(job: Pick<Job, "lesson_title" | "lesson_id">): string {
  return job.lesson_title ?? job.lesson_id;
}

/** The beginning of an id: enough to tell two jobs apart by eye. */
export function shortId(id: string): string {
  return id.length > 12 ? id.slice(0, 8) : id;
}
