/** A whole list of jobs as one file, sent while it is read: no more than a batch is in memory, however long the list. */
import type { Caller } from "@/lib/auth/caller";
import type { Job, JobExportFormat, JobExportInput } from "@/lib/contract/jobs";
import { jobBatches } from "../list/list-jobs";
import { type Cell, csvLine } from "./csv";

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
    line: (job) => csvLine(columns.map((column): Cell => job[column])),
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
  const batches = jobBatches({ ...filter, limit: batch }, caller);
  const encoder = new TextEncoder();
  let isBegun = head === "";
  const body = new ReadableStream<Uint8Array>(
    {
      // Called only when the client has taken what it was given: a slow one makes us wait, not buffer.
      async pull(controller) {
        if (!isBegun) {
          isBegun = true;
          return controller.enqueue(encoder.encode(head));
        }
        const { value: jobs, done } = await batches.next();
        if (done) return controller.close();
        controller.enqueue(encoder.encode(jobs.map(line).join("")));
      },
      async cancel() {
        await batches.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      "Content-Type": contentType,
      "Content-Disposition": `attachment; filename="${fileName(format, new Date())}"`,
      "X-Content-Type-Options": "nosniff",
    },
  });
}

/** `jobs-20261129T1030Z.csv`: several exports lie side by side in a folder. */
function fileName(format: JobExportFormat, now: Date): string {
  const minute = now.toISOString().replace(/[-:]/g, "").slice(0, 13);
  return `jobs-${minute}Z.${format}`;
}
