/** A whole list of jobs as one file, sent while it is read: no more than a batch is in memory, however long the list. */
import type { Caller } from "@/lib/auth/caller";
import type { Job, JobExportFormat, JobExportInput } from "@/lib/contract/jobs";
import { attachmentNamed } from "@/lib/decks/download";
import { csvLine } from "@/lib/http/csv";
import { textStream } from "@/lib/http/stream-text";
import { jobBatches } from "../list/list-jobs";

/** Rows read at once: large enough that reading, not asking, takes the time. */
const BATCH = 500;

/** The columns of the CSV: what fits into a cell. NDJSON has everything. */
const columns = [
  ...["job_id", "lesson_id", "lesson_title", "user_id", "status", "priority", "style", "use_llm_polish"],
  ...["progress", "message", "created_at", "started_at", "completed_at", "run_at"],
  ...["processing_time_seconds", "timeout_seconds", "retry_count", "max_retries", "slide_count"],
  ...["presentation_id", "worker_id", "error_code", "error_message"],
] as const satisfies readonly (keyof Job)[];

type Lines = { contentType: string; head: string; line: (job: Job) => string };

const formats: Record<JobExportFormat, Lines> = {
  csv: {
    contentType: "text/csv; charset=utf-8; header=present",
    head: csvLine(columns),
    line: (job) => csvLine(columns.map((column) => job[column])),
  },
  ndjson: {
    contentType: "application/x-ndjson; charset=utf-8",
    head: "",
    line: (job) => `${JSON.stringify(job)}\n`,
  },
};

/** All jobs that match, as an attachment. A client that goes away ends the reading. */
export function exportJobs({ format, ...filter }: JobExportInput, caller: Caller, batch = BATCH): Response {
  const { contentType, head, line } = formats[format];
  async function* pieces() {
    if (head !== "") yield head;
    const batches = jobBatches({ ...filter, limit: batch }, caller);
    for await (const jobs of batches) yield jobs.map(line).join("");
  }
  return new Response(textStream(pieces()), {
    headers: {
      "Content-Type": contentType,
      "Content-Disposition": attachmentNamed(fileName(format, new Date())),
      "X-Content-Type-Options": "nosniff",
    },
  });
}

/** `jobs-20261129T1030Z.csv`: several exports lie side by side in a folder. */
function fileName(format: JobExportFormat, now: Date): string {
  const minute = now.toISOString().replace(/[-:]/g, "").slice(0, 13);
  return `jobs-${minute}Z.${format}`;
}
