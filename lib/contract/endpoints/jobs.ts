/** Decks are asked for, and their jobs followed and acted on. */
import { z } from "zod";
import { jobComparison } from "../comparison";
import { endpoint } from "../endpoint";
import { idempotencyErrors, idempotencyHeaders } from "../idempotency";
import {
  attempt,
  cancelQuery,
  generateInput,
  generateValueCodes,
  job,
  jobCancelled,
  jobCounts,
  jobCountsInput,
  jobEnvelope,
  jobExportInput,
  jobListInput,
  jobListValueCodes,
  jobQuery,
  jobRetried,
  narrowedCounts,
  retryInput,
} from "../jobs";
import { jobPath } from "../path-ids";
import { exampleJobIds, exampleLessonId } from "./example-ids";
import { jobQueued } from "./job-queued";
import { pageHeaders } from "./page-headers";

const ofOneJob = ["job_not_found", "job_access_denied"] as const;
const unknownJob = {
  name: "An unknown job",
  params: { job_id: "00000000-0000-4000-8000-000000000000" },
  status: 404,
  error: "job_not_found",
} as const;

export const generateDeck = endpoint({
  id: "generateDeck",
  method: "POST",
  path: "/api/presentations/generate",
  access: "job:create",
  tag: "Jobs",
  summary: "Ask for a deck",
  description: "Queues a job that makes a deck from a stored lesson, and answers at once.",
  headers: idempotencyHeaders,
  body: generateInput,
  valueCodes: generateValueCodes,
  answers: { 200: jobQueued },
  errors: ["lesson_not_found", "lesson_access_denied", ...idempotencyErrors],
  examples: [
    { name: "The least", body: { lesson_id: exampleLessonId }, status: 200 },
    {
      name: "Once, however often it is sent",
      headers: { "idempotency-key": "7d1f6c1e-lesson-42" },
      body: { lesson_id: exampleLessonId },
      status: 200,
    },
    {
      name: "With everything",
      body: {
        lesson_id: exampleLessonId,
        style: "high-contrast",
        use_llm_polish: false,
        timeout_seconds: 120,
        priority: "high",
        max_retries: 3,
        run_at: "2030-01-07T06:30:00Z",
      },
      status: 200,
    },
    { name: "An unknown lesson", body: { lesson_id: "nowhere" }, status: 404, error: "lesson_not_found" },
    {
      name: "Too long",
      body: { lesson_id: exampleLessonId, timeout_seconds: 301 },
      status: 400,
      error: "invalid_timeout",
    },
  ],
});

export const listJobs = endpoint({
  id: "listJobs",
  method: "GET",
  path: "/api/presentations/jobs",
  access: "job:read",
  tag: "Jobs",
  summary: "List jobs",
  description:
    "Newest first unless `sort` says otherwise, page by page. A long list that is narrowed by what no index holds may have short pages, even empty ones, before the last: follow `Link`. Teachers get their own.",
  query: jobListInput,
  valueCodes: jobListValueCodes,
  answers: { 200: { description: "One page of jobs", schema: z.array(job), headers: pageHeaders } },
  examples: [
    { name: "The newest", status: 200 },
    {
      name: "What waits or runs, urgent first of all",
      query: { status: "pending,running", priority: "urgent,high", limit: "50" },
      status: 200,
    },
    {
      name: "What took longest of one error",
      query: { error_code: "job_timeout", sort: "-processing_time_seconds" },
      status: 200,
    },
    { name: "An unknown state", query: { status: "done" }, status: 400, error: "invalid_status" },
  ],
});

export const exportJobs = endpoint({
  id: "exportJobs",
  method: "GET",
  path: "/api/presentations/jobs/export",
  access: "job:read",
  tag: "Jobs",
  summary: "Download jobs",
  description:
    "All jobs of a list in one file, sent while it is read: CSV with a header row (RFC 4180; a text that a spreadsheet would take for a formula gets an apostrophe before it), or one JSON object a line, as the list shows them. A file that breaks off is not whole: the connection then ends without the last chunk.",
  query: jobExportInput,
  valueCodes: { ...jobListValueCodes, format: "invalid_export_format" },
  answers: {
    200: {
      description: "The file",
      mediaTypes: ["text/csv", "application/x-ndjson"],
      headers: { "Content-Disposition": "`attachment` with the file's name (RFC 6266)" },
    },
  },
  examples: [
    {
      name: "What failed in the last day, as CSV",
      query: { format: "csv", status: "failed,timeout", created_within: "24h" },
      status: 200,
    },
    { name: "Everything, a line each", query: { format: "ndjson" }, status: 200 },
  ],
});

export const countJobs = endpoint({
  id: "countJobs",
  method: "GET",
  path: "/api/presentations/jobs/counts",
  access: "job:read",
  tag: "Jobs",
  summary: "Count jobs by state",
  description:
    "Of all jobs, or of those that a list with the same conditions holds. Where a narrowed list holds very many, `estimated` names the states whose number is an estimate.",
  query: jobCountsInput,
  valueCodes: { priority: jobListValueCodes.priority, style: jobListValueCodes.style },
  answers: {
    200: {
      description: "How many jobs there are in each state",
      schema: narrowedCounts,
      example: { pending: 3, running: 2, completed: 1840, failed: 12, cancelled: 5, timeout: 1 },
    },
  },
  examples: [
    { name: "All states", status: 200 },
    { name: "Of one day's urgent jobs", query: { priority: "urgent", created_within: "24h" }, status: 200 },
    { name: "An unknown priority", query: { priority: "loud" }, status: 400, error: "invalid_priority" },
  ],
});

export const streamQueue = endpoint({
  id: "streamQueue",
  method: "GET",
  path: "/api/presentations/jobs/stream",
  access: "job:read",
  tag: "Jobs",
  summary: "Follow the queue",
  description: "Server-sent events: the counts now, and after changes anywhere in the queue.",
  answers: {
    200: { description: "A stream without end", events: { change: z.object({ counts: jobCounts }) } },
  },
  examples: [{ name: "Follow", status: 200 }],
});

export const getJob = endpoint({
  id: "getJob",
  method: "GET",
  path: "/api/presentations/jobs/{job_id}",
  access: "job:read",
  tag: "Jobs",
  summary: "Read a job",
  params: jobPath,
  query: jobQuery,
  answers: {
    200: {
      description: "The job, or its envelope with `format=envelope`",
      schema: z.union([job, jobEnvelope]),
    },
  },
  errors: ofOneJob,
  examples: [
    { name: "A job", params: { job_id: exampleJobIds.pending }, status: 200 },
    {
      name: "As envelope",
      params: { job_id: exampleJobIds.failed },
      query: { format: "envelope" },
      status: 200,
    },
    unknownJob,
  ],
});

export const cancelJob = endpoint({
  id: "cancelJob",
  method: "DELETE",
  path: "/api/presentations/jobs/{job_id}",
  access: "job:act",
  tag: "Jobs",
  summary: "Cancel a job",
  description: "A job that waits never starts; one that runs is stopped and its result dropped.",
  params: jobPath,
  query: cancelQuery,
  answers: {
    200: {
      description: "The job is cancelled",
      schema: jobCancelled,
      example: { message: "Job cancelled", job_id: exampleJobIds.pending, reason: "No longer needed" },
    },
  },
  errors: [...ofOneJob, "job_not_cancellable"],
  examples: [
    {
      name: "With a reason",
      params: { job_id: exampleJobIds.pending },
      query: { reason: "No longer needed" },
      status: 200,
    },
    {
      name: "A job that has ended",
      params: { job_id: exampleJobIds.completed },
      status: 400,
      error: "job_not_cancellable",
    },
  ],
});

export const retryJob = endpoint({
  id: "retryJob",
  method: "POST",
  path: "/api/presentations/jobs/{job_id}/retry",
  access: "job:act",
  tag: "Jobs",
  summary: "Retry a job",
  description:
    "Queues a failed, cancelled or timed-out job again. `force_retry` also when no retries are left.",
  params: jobPath,
  body: retryInput,
  optionalBody: true,
  answers: {
    200: {
      description: "The job is queued again",
      schema: jobRetried,
      example: { message: "Job is queued again", job_id: exampleJobIds.failed },
    },
  },
  errors: [...ofOneJob, "job_not_retryable"],
  examples: [
    {
      name: "Although no retries are left",
      params: { job_id: exampleJobIds.failed },
      body: { force_retry: true },
      status: 200,
    },
    {
      name: "A job that is done",
      params: { job_id: exampleJobIds.completed },
      status: 400,
      error: "job_not_retryable",
    },
  ],
});

export const listAttempts = endpoint({
  id: "listAttempts",
  method: "GET",
  path: "/api/presentations/jobs/{job_id}/attempts",
  access: "job:read",
  tag: "Jobs",
  summary: "List a job's attempts",
  description: "`stack` is null for teachers.",
  params: jobPath,
  answers: { 200: { description: "The attempts, first one first", schema: z.array(attempt) } },
  errors: ofOneJob,
  examples: [{ name: "Of a failed job", params: { job_id: exampleJobIds.failed }, status: 200 }, unknownJob],
});

export const compareJob = endpoint({
  id: "compareJob",
  method: "GET",
  path: "/api/presentations/jobs/{job_id}/comparison",
  access: "job:read",
  tag: "Jobs",
  summary: "Compare a job with others of its kind",
  description:
    "Its waiting and running time beside those of the last 60 completed jobs of its style, looked for among the newest 2,000 jobs. `is_unusual` needs at least 20 of them: longer than 95 % of all, and a second or more above the median. Teachers' jobs are compared with their own.",
  params: jobPath,
  answers: {
    200: {
      description: "Where the job lies",
      schema: jobComparison,
      example: {
        job_id: exampleJobIds.completed,
        style: "default",
        sample_size: 3,
        wait: {
          seconds: 0.4,
          is_growing: false,
          median: 0.3,
          p95: 2.1,
          longer_than_percent: 66,
          is_unusual: null,
          others: [0.2, 0.3, 2.1],
        },
        run: {
          seconds: 4.2,
          is_growing: false,
          median: 3.8,
          p95: 4.4,
          longer_than_percent: 66,
          is_unusual: null,
          others: [3.1, 3.8, 4.4],
        },
      },
    },
  },
  errors: ofOneJob,
  examples: [
    { name: "Of a job that is done", params: { job_id: exampleJobIds.completed }, status: 200 },
    unknownJob,
  ],
});

export const streamJob = endpoint({
  id: "streamJob",
  method: "GET",
  path: "/api/presentations/jobs/{job_id}/events",
  access: "job:read",
  tag: "Jobs",
  summary: "Follow a job",
  description:
    "Server-sent events: the job now, then after each change. The stream ends after a final state.",
  params: jobPath,
  headers: z.strictObject({
    "last-event-id": z
      .string()
      .optional()
      .describe("The id of the last event seen; the job comes first only when it has changed since"),
  }),
  answers: { 200: { description: "A stream that ends with the job", events: { job } } },
  errors: ofOneJob,
  examples: [{ name: "Follow", params: { job_id: exampleJobIds.completed }, status: 200 }, unknownJob],
});

export const jobEndpoints = [
  generateDeck,
  listJobs,
  exportJobs,
  countJobs,
  streamQueue,
  getJob,
  cancelJob,
  retryJob,
  listAttempts,
  compareJob,
  streamJob,
];
